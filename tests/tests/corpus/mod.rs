//! Published samples through the runtime's readers and writers, with shapes built from the metadata at run time.

mod compare;
mod dynamic;
mod published;
mod requests;
mod responses;
mod truth;
