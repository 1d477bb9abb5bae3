//! Tests of the page of a form.
