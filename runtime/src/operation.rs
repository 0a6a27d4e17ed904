//! What an operation tells about itself: where it lives, how it travels, what it answers.

use crate::{Body, Shape};

pub use crate::meta::{Answer, Content, Host, Meta, Protocol, Way};

/// An operation of a service. Its type is its input and its own builder.
pub trait Operation: Shape {
    /// What the service answers: a [`Shape`], or a [`ByteStream`](crate::ByteStream).
    type Output: crate::Output;

    /// Where the operation lives and how it travels.
    const META: Meta;

    /// The place of the bytes to send, for operations that take an object rather than parameters.
    #[inline]
    fn body_mut(&mut self) -> Option<&mut Body> {
        None
    }
}
