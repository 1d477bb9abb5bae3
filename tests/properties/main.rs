//! What must be true of every type, check, condition and value, tried on many generated ones.

mod generate;
mod inclusion;
mod reduce;
mod schema;
