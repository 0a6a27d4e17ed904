//! Reading elements whose names are data, as JSON.

use quick_xml::events::Event;
use serde_json::map::Entry;
use serde_json::{Map, Value};

use super::{Document, local_name};
use crate::codec::error::CodecError;
use crate::shape::{Shape, Token};

impl Document<'_, '_> {
    /// Reads child elements into a shape that takes any member, up to the end of the parent, and returns the text
    /// between them. The start tag of `first` has been read already.
    pub(super) fn any_members(
        &mut self,
        first: Option<&str>,
        shape: &mut dyn Shape,
        depth: usize,
    ) -> Result<String, CodecError> {
        let mut found = Found::default();
        if let Some(first) = first {
            self.add_any(first.to_owned(), &mut found, depth)?;
        }
        let text = self.any_content(&mut found, depth)?;
        for (name, value) in found.members {
            if let Some(field) = shape.member(&name) {
                // A member of any JSON accepts every value.
                let _ = field.put(Token::Json(value));
            }
        }
        Ok(text)
    }

    /// Reads an element into `found`. Its place is counted before: an item of a list, or an entry of a map.
    fn add_any(&mut self, name: String, found: &mut Found, depth: usize) -> Result<(), CodecError> {
        if found.members.contains_key(&name) {
            self.reading.memory.item()?;
        } else {
            self.reading.memory.entry(found.members.is_empty())?;
        }
        let value = self.any_element(depth)?;
        found.add(name, value);
        Ok(())
    }

    /// Reads the content of one element: an object if it has children, otherwise a text.
    fn any_element(&mut self, depth: usize) -> Result<Value, CodecError> {
        let depth = depth.checked_sub(1).ok_or_else(|| CodecError::new("the document is nested too deeply"))?;
        let mut found = Found::default();
        let text = self.any_content(&mut found, depth)?;
        Ok(if found.members.is_empty() { text.into() } else { found.members.into() })
    }

    fn any_content(&mut self, found: &mut Found, depth: usize) -> Result<String, CodecError> {
        let mut text = String::new();
        loop {
            match self.next()? {
                Event::Start(start) => self.add_any(local_name(&start), found, depth)?,
                Event::End(_) => return Ok(text),
                other => self.append(&mut text, other)?,
            }
        }
    }
}

/// Elements by name. Repeated elements become a list.
#[derive(Default)]
struct Found {
    members: Map<String, Value>,
}

impl Found {
    fn add(&mut self, name: String, value: Value) {
        match self.members.entry(name) {
            Entry::Vacant(entry) => drop(entry.insert(value)),
            Entry::Occupied(mut entry) => match entry.get_mut() {
                Value::Array(items) => items.push(value),
                first => *first = Value::Array(vec![first.take(), value]),
            },
        }
    }
}
