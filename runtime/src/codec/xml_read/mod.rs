//! Reading shapes from XML.
//!
//! Names are matched without their namespace prefix, order does not matter, and an empty element is an absent member.
//! Only the five entities of XML and character references are supported, so entities cannot expand. Any other `&` is
//! text, and a reference to what is not a character becomes U+FFFD. A `<` that cannot begin a tag is text too, but only
//! documents that are not well-formed are searched for it.
//!
//! Elements nest, so the methods here and in [`any`] are mutually recursive, up to [`MAX_DEPTH`].

mod ahead;
mod any;
mod content;

use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};

use crate::codec::deviation::{Deviation, excerpt};
use crate::codec::error::CodecError;
use crate::codec::memory::{Memory, Place};
use crate::codec::reading::Reading;
use crate::codec::repair::with_repair;
use crate::codec::text::text;
use crate::shape::{Field, Kind, Member, Shape, Token, Visitor};

use any::Entries;

/// The nesting limit of structures. The deepest published structure has nine levels.
const MAX_DEPTH: usize = 64;

/// Reads the members of `shape` from an XML document with any root element. Members that are not of the declared kind
/// stay absent and are reported.
///
/// # Errors
///
/// Fails if the elements of `body` are not well-formed XML. Bad characters are tolerated.
pub fn read_xml(body: &[u8], shape: &mut dyn Shape) -> Result<Vec<Deviation>, CodecError> {
    read_xml_within(usize::MAX, body, shape)
}

/// Reads like [`read_xml`], in at most four times the memory of an answer of `limit` bytes.
pub(crate) fn read_xml_within(limit: usize, body: &[u8], shape: &mut dyn Shape) -> Result<Vec<Deviation>, CodecError> {
    let read = |text: &str, shape: &mut dyn Shape, reading: &mut Reading| {
        let mut document = Document::open(text, reading);
        document.root()?;
        let text = document.members(None, shape, MAX_DEPTH)?;
        if let (false, Some(field)) = (text.trim().is_empty(), shape.member("#text")) {
            document.put(field, &text)?;
        }
        document.finish()
    };
    with_repair(limit, body, shape, content::escape_angles, read).map(|((), deviations)| deviations)
}

/// Returns the name of a document's root element, or `None` if `body` is not XML. A `<` that cannot begin a tag is text
/// before it.
pub fn root_of(body: &[u8]) -> Option<String> {
    let root = |text: &str| Document::open(text, &mut Reading::with(Memory::UNLIMITED)).root().ok();
    let (text, is_name) = (text(body), |name: &String| name.starts_with(content::begins_name));
    root(&text).filter(is_name).or_else(|| root(&content::escape_angles(&text)?))
}

struct Document<'a, 'r> {
    reader: Reader<&'a [u8]>,
    reading: &'r mut Reading,
    /// The first half of a character, if the last event was a reference to it.
    high_surrogate: Option<u32>,
}

impl<'a, 'r> Document<'a, 'r> {
    fn open(text: &'a str, reading: &'r mut Reading) -> Self {
        let mut reader = Reader::from_str(text);
        reader.config_mut().expand_empty_elements = true;
        reader.config_mut().allow_dangling_amp = true;
        Self { reader, reading, high_surrogate: None }
    }

    fn next(&mut self) -> Result<Event<'a>, CodecError> {
        self.reader.read_event().map_err(|error| CodecError::xml(&error))
    }

    /// Reads the start tag of the root element and returns its name.
    fn root(&mut self) -> Result<String, CodecError> {
        loop {
            match self.next()? {
                Event::Start(start) => return Ok(local_name(&start)),
                Event::Eof => return Err(CodecError::new("the document has no root element")),
                _ => {}
            }
        }
    }

    /// Checks that only comments and blanks follow the root element.
    fn finish(&mut self) -> Result<(), CodecError> {
        loop {
            match self.next()? {
                Event::Eof => return Ok(()),
                Event::Start(_) => return Err(CodecError::new("the document has more than one root element")),
                _ => {}
            }
        }
    }

    /// Reads child elements up to the end of the parent, and returns the text between them. The start tag of `first` has
    /// been read already.
    fn members(&mut self, first: Option<&str>, shape: &mut dyn Shape, depth: usize) -> Result<String, CodecError> {
        let (mut entries, mut text) = (Entries::of(shape), String::new());
        if let Some(first) = first {
            self.member(shape, first, &mut entries, depth)?;
        }
        loop {
            match self.next()? {
                Event::Start(start) => self.member(shape, start.local_name().as_ref(), &mut entries, depth)?,
                Event::End(_) => break,
                other => self.append(&mut text, other)?,
            }
        }
        entries.put_free(shape);
        Ok(text)
    }

    fn member(
        &mut self,
        shape: &mut dyn Shape,
        name: &str,
        entries: &mut Entries,
        depth: usize,
    ) -> Result<(), CodecError> {
        let below = depth.checked_sub(1).ok_or_else(|| CodecError::new("the document is nested too deeply"))?;
        let before = self.reading.deviations.count();
        let kind = shape.member(name).map(|field| (field.kind(), field.is_list()));
        // Looking up the item name visits every member, which is slow, and only a list can be wrapped.
        let wrapped = if let Some((_, true)) = kind { wrapper(shape, name) } else { None };
        match (shape.member(name), wrapped) {
            (None, _) => self.skip()?,
            (Some(_), None) if kind == Some((Kind::Json, false)) => self.add_any(name, entries, depth)?,
            (Some(field), None) => {
                let place = entries.place(field, &mut self.reading.memory)?;
                self.value(field, place, below)?;
            }
            (Some(field), Some(item)) => self.wrapped(field, item, below)?,
        }
        self.reading.deviations.prefix(before, name, shape);
        Ok(())
    }

    /// Reads the items inside the element that encloses a list.
    fn wrapped(&mut self, field: &mut dyn Field, item: &str, depth: usize) -> Result<(), CodecError> {
        field.open();
        loop {
            match self.next()? {
                Event::Start(start) if start.local_name().as_ref() == item => self.value(field, Place::Item, depth)?,
                Event::Start(_) => self.skip()?,
                Event::End(_) => return Ok(()),
                Event::Eof => return Err(CodecError::new("the document ends inside an element")),
                _ => {}
            }
        }
    }

    /// Reads the content of one element into `field`: child elements into a structure, text into a scalar.
    fn value(&mut self, field: &mut dyn Field, place: Place, depth: usize) -> Result<(), CodecError> {
        let mut text = String::new();
        loop {
            match self.next()? {
                Event::Start(start) => return self.structure(field, place, start.local_name().as_ref(), depth),
                Event::End(_) if text.trim().is_empty() => return Ok(()),
                Event::End(_) => return self.put(field, &text),
                other => self.append(&mut text, other)?,
            }
        }
    }

    fn structure(&mut self, field: &mut dyn Field, place: Place, first: &str, depth: usize) -> Result<(), CodecError> {
        let kind = field.kind();
        let Some(shape) = field.enter() else {
            self.reading.deviations.report(kind.name(), || format!("an element <{}>", excerpt(first)));
            self.skip()?;
            return self.skip();
        };
        self.reading.memory.structure(size_of_val(shape), shape.boxed_size(), place)?;
        if let Some(forms) = shape.alternatives() {
            forms.choose(&ahead::text_of(self.reader.clone(), first, forms.by()));
        }
        self.members(Some(first), shape, depth).map(drop)
    }

    /// Sets a scalar. Blanks are part of a text, and layout around any other scalar.
    fn put(&mut self, field: &mut dyn Field, text: &str) -> Result<(), CodecError> {
        if field.is_list() {
            self.reading.memory.item()?;
        }
        let text = if matches!(field.kind(), Kind::String | Kind::Json) { text } else { text.trim() };
        if let Err(token) = field.put(Token::Text(text)) {
            self.reading.deviations.report(field.kind().name(), || token.describe());
        }
        Ok(())
    }

    /// Skips to the end of the open element, without recursion: unknown elements may nest to any depth.
    fn skip(&mut self) -> Result<(), CodecError> {
        let mut open = 1usize;
        while open > 0 {
            match self.next()? {
                Event::Start(_) => open += 1,
                Event::End(_) => open -= 1,
                Event::Eof => return Err(CodecError::new("the document ends inside an element")),
                _ => {}
            }
        }
        Ok(())
    }
}

fn local_name(start: &BytesStart<'_>) -> String {
    start.local_name().as_ref().to_owned()
}

/// Returns the name of the items inside the element `name`, if the schema wraps the list.
fn wrapper(shape: &dyn Shape, name: &str) -> Option<&'static str> {
    struct Find<'n>(&'n str, Option<&'static str>);
    impl Visitor for Find<'_> {
        fn visit(&mut self, member: Member, _field: &dyn Field) {
            if member.name == self.0 {
                self.1 = member.wrapped_item();
            }
        }
    }
    let mut find = Find(name, None);
    shape.visit(&mut find);
    find.1
}
