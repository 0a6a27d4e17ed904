//! Reading a document again after its repair. Valid documents cost nothing: they are read once, and not searched.

use serde_json::Value;

use super::error::CodecError;
use super::text::text;
use crate::shape::{Field, Member, Shape, Visitor};

/// Reads a document into `shape`. If that fails, repairs the document and reads it again. `repair` returns `None` if
/// there is nothing to repair.
pub(super) fn with_repair<T>(
    body: &[u8],
    shape: &mut dyn Shape,
    repair: fn(&str) -> Option<String>,
    read: impl Fn(&str, &mut dyn Shape) -> Result<T, CodecError>,
) -> Result<T, CodecError> {
    let text = text(body);
    read(&text, shape).or_else(|error| {
        let Some(repaired) = repair(&text) else { return Err(error) };
        clear(shape);
        read(&repaired, shape).map_err(|_| error)
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

        fn visit_any(&mut self, name: &str, _value: &Value) {
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
