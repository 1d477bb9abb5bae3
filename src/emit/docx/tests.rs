//! Documents to the parts of a package, and references that are sound or not.
