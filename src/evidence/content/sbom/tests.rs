//! Bills of materials, sound and otherwise.
