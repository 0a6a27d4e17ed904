//! XML text as elements that know where they stand. Knows nothing of schemas.

use roxmltree::{Document, Node, ParsingOptions};

use super::fields::{MAX_ITEMS, Spanned, check_item_count};
use super::xml_bounds;
use crate::diagnostic::{Code, Diagnostics, did_you_mean};
use crate::source::{FileId, Sources, Span};

/// The elements of which an element has one at most: of a second one, nothing would be read.
const ONCE: &[&str] = &["doc", "page", "rule", "waiter", "request", "response", "sent", "answered"];

/// An element being read: unknown attributes and children are reported when it is opened.
#[derive(Clone, Copy)]
pub struct Element<'a, 'i> {
    node: Node<'a, 'i>,
    file: FileId,
}

/// What may stand in an element.
#[derive(Clone, Copy, Debug)]
pub struct Form {
    /// Its attributes.
    pub attributes: &'static [&'static str],
    /// Its child elements.
    pub children: &'static [&'static str],
}

/// Parses a file. No entities are declared, elements nest to a limit.
pub fn parse<'i>(sources: &'i Sources, file: FileId, diagnostics: &mut Diagnostics) -> Option<Document<'i>> {
    let text = sources.text(file);
    if let Err((offset, code, message)) = xml_bounds::check(text) {
        diagnostics.error(code, Span::at(file, offset), message);
        return None;
    }
    let options = ParsingOptions { allow_dtd: false, ..ParsingOptions::default() };
    match Document::parse_with_options(text, options) {
        Ok(document) => Some(document),
        Err(error) => {
            let offset = offset_of(text, error.pos());
            let message = error.to_string();
            // The place is shown apart from the message.
            let message = message.strip_suffix(&format!(" at {}", error.pos())).unwrap_or(&message);
            diagnostics.error(Code::XML_SYNTAX, Span::at(file, offset), message);
            None
        }
    }
}

fn offset_of(text: &str, position: roxmltree::TextPos) -> usize {
    let line_start: usize =
        text.split_inclusive('\n').take(position.row.saturating_sub(1) as usize).map(str::len).sum();
    let line = text[line_start..].lines().next().unwrap_or_default();
    let column = position.col.saturating_sub(1) as usize;
    line_start + line.char_indices().nth(column).map_or(line.len(), |(offset, _)| offset)
}

impl<'a, 'i> Element<'a, 'i> {
    /// The root element of a document.
    pub fn root(document: &'a Document<'i>, file: FileId) -> Self {
        Self { node: document.root_element(), file }
    }

    /// Reports what may not stand here, and returns the element.
    pub fn open(self, form: Form, diagnostics: &mut Diagnostics) -> Self {
        let attributes = self.node.attributes().filter(|attribute| attribute.namespace().is_none());
        for attribute in attributes.filter(|attribute| !form.attributes.contains(&attribute.name())) {
            let span = self.span_of(attribute.range_qname());
            unknown("attribute", attribute.name(), form.attributes, span, diagnostics);
        }
        check_item_count(self.node.children().filter(Node::is_element).count(), "elements", self.span(), diagnostics);
        for child in self.children().filter(|child| !form.children.contains(&child.name())) {
            unknown("element", child.name(), form.children, child.span(), diagnostics);
        }
        for name in ONCE.iter().filter(|name| form.children.contains(name)) {
            let first = self.first(name);
            for (child, first) in self.all(name).skip(1).zip(first.iter().cycle()) {
                let message = format!("the element `{name}` stands here a second time");
                diagnostics.error(Code::DUPLICATE_KEY, child.span(), message).label(first.span(), "first here");
            }
        }
        self
    }

    /// Its name.
    pub fn name(&self) -> &'a str {
        self.node.tag_name().name()
    }

    /// Where its name stands.
    pub fn span(&self) -> Span {
        let start = self.node.range().start + 1;
        Span::new(self.file, start, start + self.name().len())
    }

    fn span_of(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.file, range.start, range.end)
    }

    /// Its child elements.
    pub fn children(&self) -> impl Iterator<Item = Self> + use<'a, 'i> {
        let file = self.file;
        self.node.children().filter(Node::is_element).take(MAX_ITEMS).map(move |node| Self { node, file })
    }

    /// Its child elements of one name.
    pub fn all(&self, name: &'static str) -> impl Iterator<Item = Self> + use<'a, 'i> {
        self.children().filter(move |child| child.name() == name)
    }

    /// Its first child element of one name.
    pub fn first(&self, name: &'static str) -> Option<Self> {
        self.all(name).next()
    }

    /// An attribute.
    pub fn attribute(&self, name: &str) -> Option<Spanned<String>> {
        let attribute = self.node.attribute_node(name)?;
        Some(Spanned { value: attribute.value().to_owned(), span: self.span_of(attribute.range_value()) })
    }

    /// An attribute that must be there.
    pub fn required(&self, name: &str, diagnostics: &mut Diagnostics) -> Option<Spanned<String>> {
        let found = self.attribute(name);
        if found.is_none() {
            let message = format!("<{}> needs the attribute `{name}`", self.name());
            diagnostics.error(Code::MISSING_KEY, self.span(), message);
        }
        found
    }

    /// A whole number.
    pub fn integer(&self, name: &str, diagnostics: &mut Diagnostics) -> Option<i64> {
        let text = self.attribute(name)?;
        let number = text.value.parse().ok();
        if number.is_none() {
            let message = format!("`{name}` must be a whole number");
            diagnostics.error(Code::WRONG_TYPE, text.span, message).help(format!("write digits: `{name}=\"5\"`"));
        }
        number
    }

    /// `true` or `false`; false where the attribute is missing.
    pub fn flag(&self, name: &str, diagnostics: &mut Diagnostics) -> bool {
        let Some(text) = self.attribute(name) else { return false };
        if !matches!(text.value.as_str(), "true" | "false") {
            let message = format!("`{name}` must be `true` or `false`");
            diagnostics.error(Code::WRONG_TYPE, text.span, message).help("leave it out for `false`");
        }
        text.value == "true"
    }

    /// Its own text, without that of child elements, each line trimmed.
    pub fn text(&self) -> String {
        let text: String = self.node.children().filter(Node::is_text).filter_map(|node| node.text()).collect();
        text.trim().lines().map(str::trim).collect::<Vec<_>>().join("\n")
    }

    /// Its own text as it stands.
    pub fn raw_text(&self) -> String {
        self.node.children().filter(Node::is_text).filter_map(|node| node.text()).collect()
    }
}

fn unknown(what: &str, name: &str, known: &[&str], span: Span, diagnostics: &mut Diagnostics) {
    let report = diagnostics.error(Code::UNKNOWN_KEY, span, format!("the {what} `{name}` is not known here"));
    match did_you_mean(name, known.iter().copied()) {
        Some(close) => report.help(format!("did you mean `{close}`?")),
        None if known.is_empty() => report.help(format!("no {what} belongs here")),
        None => report.help(format!("known here: {}", known.join(", "))),
    };
}
