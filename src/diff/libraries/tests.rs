//! Tables of small changes of a library.
