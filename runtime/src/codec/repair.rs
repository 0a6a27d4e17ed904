//! Reading a document again after its repair. Valid documents cost nothing: they are read once, and not searched.

use std::borrow::Cow;

use super::deviation::Deviation;
use super::error::CodecError;
use super::memory::Memory;
use super::reading::Reading;
use super::text::text;
use crate::shape::{Field, Member, Shape, View, Visitor};

/// Reads a document into `shape`. If that fails, repairs the document and reads it again. `repair` returns `None` if
/// there is nothing to repair. Takes at most four times the memory of a document of `limit` bytes: a larger one is not
/// repaired.
pub(super) fn with_repair<T>(
    limit: usize,
    body: &[u8],
    shape: &mut dyn Shape,
    repair: fn(&str) -> Option<String>,
    read: impl Fn(&str, &mut dyn Shape, &mut Reading) -> Result<T, CodecError>,
) -> Result<(T, Vec<Deviation>), CodecError> {
    let text = text(body);
    let held = body.len() + if let Cow::Owned(text) = &text { text.capacity() } else { 0 };
    let read = |text: &str, held: usize, shape: &mut dyn Shape| {
        let memory = Memory::for_values(limit, held, text.len()).ok_or_else(CodecError::too_large)?;
        let mut reading = Reading::with(memory);
        let value = read(text, shape, &mut reading).map_err(|error| reading.memory.explain(error))?;
        Ok((value, reading.into_deviations()))
    };
    read(&text, held, shape).or_else(|error: CodecError| {
        if error.is_too_large() {
            return Err(error);
        }
        let Some(repaired) = repair(&text) else { return Err(error) };
        clear(shape);
        read(&repaired, held + repaired.capacity(), shape).map_err(|_| error)
    })
}

/// Removes the members that were read before an error: items would be appended to them.
fn clear(shape: &mut dyn Shape) {
    struct Names(Vec<String>);
    impl Visitor for Names {
        fn visit(&mut self, member: Member, field: &dyn Field) {
            if field.is_set() {
                self.0.push(member.name.to_owned());
            }
        }

        fn visit_any(&mut self, name: &str, _value: View<'_>) {
            self.0.push(name.to_owned());
        }
    }
    let mut names = Names(Vec::new());
    shape.visit(&mut names);
    for name in names.0 {
        if let Some(field) = shape.member(&name) {
            field.clear();
        }
    }
}
