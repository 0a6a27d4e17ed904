//! The trait of generated operations.

use crate::{Body, Shape};

pub use crate::meta::{Answer, Content, Host, HttpBinding, Meta, Protocol};

/// An operation of a service. The type is the operation's input and its builder.
pub trait Operation: Shape {
    /// The output: a [`Shape`] or a [`ByteStream`](crate::ByteStream).
    type Output: crate::Output;

    /// The protocol and address of the operation.
    const META: Meta;

    /// Returns the body to send, for operations that take an object instead of parameters.
    #[inline]
    fn body_mut(&mut self) -> Option<&mut Body> {
        None
    }
}
