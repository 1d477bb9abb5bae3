//! Tables of small changes of a tender.
