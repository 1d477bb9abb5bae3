"""What is measured: a file for each part of the table."""
