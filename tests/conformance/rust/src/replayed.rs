//! An operation that a recorded request was read into, to be sent.

use std::any::Any;
use std::cell::RefCell;

use tencentcloud_image::Body;
use tencentcloud_image::runtime::{Field, Meta, Operation, Shape, Visitor};

thread_local! {
    /// What was read last. The replay gives the parts of a request and keeps the operation to itself; of the operation
    /// it asks for its bytes, which is when it is complete.
    static LAST: RefCell<Option<Box<dyn Any>>> = const { RefCell::new(None) };
}

/// An operation with the bytes that go with it.
#[derive(Clone, Default)]
pub struct Replayed<O> {
    operation: O,
    /// The bytes, once they are known.
    body: Option<Body>,
}

impl<O: Operation + Clone + Default + 'static> Replayed<O> {
    /// The operation that was read last, with these bytes where it takes some.
    pub fn last(body: &[u8]) -> Self {
        let last = LAST.with(|last| last.take()).and_then(|any| any.downcast::<O>().ok());
        let mut operation = *last.unwrap_or_default();
        let body = operation.take_body().map(|_| Body::from(body.to_vec()));
        Self { operation, body }
    }
}

impl<O: Operation + Clone + Default + 'static> Operation for Replayed<O> {
    type Output = O::Output;
    const META: Meta = O::META;

    fn take_body(&mut self) -> Option<Body> {
        LAST.with(|last| last.replace(Some(Box::new(self.operation.clone()))));
        self.body.take().or_else(|| self.operation.take_body())
    }
}

impl<O: Shape> Shape for Replayed<O> {
    fn visit(&self, to: &mut dyn Visitor) {
        self.operation.visit(to);
    }

    fn member(&mut self, name: &str) -> Option<&mut dyn Field> {
        self.operation.member(name)
    }
}
