//! Tables of small changes of one requirement.
