//! Reading elements whose names are data, as JSON.

use quick_xml::events::Event;
use serde_json::map::Entry;
use serde_json::{Map, Value};

use super::{Document, local_name};
use crate::codec::error::CodecError;
use crate::codec::memory::{Memory, Place};
use crate::shape::{Field, Shape, Token};

impl Document<'_, '_> {
    /// Reads an element of any content. Its place is counted before: an item of a list, or an entry of a map.
    pub(super) fn add_any(&mut self, name: &str, entries: &mut Entries, depth: usize) -> Result<(), CodecError> {
        self.add(name.to_owned(), &mut entries.free, depth)
    }

    fn add(&mut self, name: String, found: &mut Found, depth: usize) -> Result<(), CodecError> {
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
                Event::Start(start) => self.add(local_name(&start), found, depth)?,
                Event::End(_) => return Ok(text),
                other => self.append(&mut text, other)?,
            }
        }
    }
}

/// The elements of a structure whose names are data.
pub(super) struct Entries {
    /// Whether all members of the structure have such names.
    takes_any: bool,
    /// Whether no element of a declared type has been read.
    is_first: bool,
    /// The elements of any content.
    free: Found,
}

impl Entries {
    pub(super) fn of(shape: &dyn Shape) -> Self {
        Self { takes_any: shape.takes_any(), is_first: true, free: Found::default() }
    }

    /// Returns where the value of an element is held, and counts its entry.
    pub(super) fn place(&mut self, field: &dyn Field, memory: &mut Memory) -> Result<Place, CodecError> {
        if !self.takes_any {
            return Ok(if field.is_list() { Place::Item } else { Place::Member });
        }
        memory.entry(self.is_first)?;
        Ok(Place::Entry { is_first: std::mem::take(&mut self.is_first) })
    }

    /// Sets the members of any content.
    pub(super) fn put_free(self, shape: &mut dyn Shape) {
        for (name, value) in self.free.members {
            if let Some(field) = shape.member(&name) {
                // A member of any JSON accepts every value.
                let _ = field.put(Token::Json(value));
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
