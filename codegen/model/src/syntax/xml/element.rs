//! Elements of an XML document with the positions of their names and attributes.

use roxmltree::{Document, Node};

use super::content::content;
use crate::diagnostic::{Code, Diagnostics};
use crate::source::{FileId, SourceText, Span};
use crate::syntax::fields::{MAX_ITEMS, Spanned, check_item_count};

/// The elements that may occur once in their parent; the loader reads only the first.
const UNIQUE_CHILDREN: &[&str] = &["doc", "page", "rule", "waiter", "request", "response", "sent", "answered"];

/// An element of a document.
#[derive(Clone, Copy)]
pub struct Element<'a, 'i> {
    node: Node<'a, 'i>,
    file: FileId,
}

/// The attributes and child elements that an element allows.
#[derive(Clone, Copy, Debug)]
pub struct ElementSpec {
    /// The names of its attributes.
    pub attributes: &'static [&'static str],
    /// The names of its child elements.
    pub children: &'static [&'static str],
}

impl<'a, 'i> Element<'a, 'i> {
    /// The root element of a document.
    pub fn root(document: &'a Document<'i>, file: FileId) -> Self {
        Self { node: document.root_element(), file }
    }

    /// Reports the attributes and children that `spec` does not allow, and returns the element.
    pub fn open(self, spec: ElementSpec, diagnostics: &mut Diagnostics) -> Self {
        let attributes = self.node.attributes().filter(|attribute| attribute.namespace().is_none());
        for attribute in attributes.filter(|attribute| !spec.attributes.contains(&attribute.name())) {
            let span = self.span_of(attribute.range_qname());
            report_unknown("attribute", attribute.name(), spec.attributes, span, diagnostics);
        }
        check_item_count(self.node.children().filter(Node::is_element).count(), "elements", self.span(), diagnostics);
        for child in self.children().filter(|child| !spec.children.contains(&child.name())) {
            report_unknown("element", child.name(), spec.children, child.span(), diagnostics);
        }
        for name in UNIQUE_CHILDREN.iter().filter(|name| spec.children.contains(name)) {
            let first = self.first(name);
            for (child, first) in self.all(name).skip(1).zip(first.iter().cycle()) {
                let message = format!("duplicate element `{name}`");
                diagnostics.error(Code::DUPLICATE_KEY, child.span(), message).label(first.span(), "first defined here");
            }
        }
        self
    }

    /// Returns whether it has an attribute that is not in `known`.
    pub fn has_attribute_beside(&self, known: &[&str]) -> bool {
        let mut own = self.node.attributes().filter(|attribute| attribute.namespace().is_none());
        own.any(|attribute| !known.contains(&attribute.name()))
    }

    /// Returns its name.
    pub fn name(&self) -> &'a str {
        self.node.tag_name().name()
    }

    /// Returns the span of its name.
    pub fn span(&self) -> Span {
        let start = self.node.range().start + 1;
        Span::new(self.file, start, start + self.name().len())
    }

    fn span_of(&self, range: std::ops::Range<usize>) -> Span {
        Span::new(self.file, range.start, range.end)
    }

    /// Returns its child elements.
    pub fn children(&self) -> impl Iterator<Item = Self> + use<'a, 'i> {
        let file = self.file;
        self.node.children().filter(Node::is_element).take(MAX_ITEMS).map(move |node| Self { node, file })
    }

    /// Returns its child elements with this name.
    pub fn all(&self, name: &'static str) -> impl Iterator<Item = Self> + use<'a, 'i> {
        self.children().filter(move |child| child.name() == name)
    }

    /// Returns its first child element with this name.
    pub fn first(&self, name: &'static str) -> Option<Self> {
        self.all(name).next()
    }

    /// Reads an attribute.
    pub fn attribute(&self, name: &str) -> Option<Spanned<String>> {
        let attribute = self.node.attribute_node(name)?;
        Some(Spanned { value: attribute.value().to_owned(), span: self.span_of(attribute.range_value()) })
    }

    /// Reads a required attribute.
    pub fn required(&self, name: &str, diagnostics: &mut Diagnostics) -> Option<Spanned<String>> {
        let found = self.attribute(name);
        if found.is_none() {
            let message = format!("missing attribute `{name}` in `<{}>`", self.name());
            diagnostics.error(Code::MISSING_KEY, self.span(), message);
        }
        found
    }

    /// Reads an attribute as an integer.
    pub fn integer(&self, name: &str, diagnostics: &mut Diagnostics) -> Option<i64> {
        let text = self.attribute(name)?;
        let number = text.value.parse().ok();
        if number.is_none() {
            let message = format!("expected a whole number in `{name}`, found `{}`", text.value);
            diagnostics.error(Code::WRONG_TYPE, text.span, message).help(format!("write digits: `{name}=\"5\"`"));
        }
        number
    }

    /// Reads an attribute as `true` or `false`. A missing attribute is `false`.
    pub fn flag(&self, name: &str, diagnostics: &mut Diagnostics) -> bool {
        let Some(text) = self.attribute(name) else { return false };
        if !matches!(text.value.as_str(), "true" | "false") {
            let message = format!("expected `true` or `false` in `{name}`, found `{}`", text.value);
            diagnostics.error(Code::WRONG_TYPE, text.span, message).help("omit the attribute for `false`");
        }
        text.value == "true"
    }

    /// Returns its own text without that of child elements, each line trimmed.
    pub fn text(&self) -> String {
        let text: String = self.node.children().filter(Node::is_text).filter_map(|node| node.text()).collect();
        text.trim().lines().map(str::trim).collect::<Vec<_>>().join("\n")
    }

    /// Returns its own text with the places of its pieces, without white space around it.
    pub fn source_text(&self) -> SourceText {
        let text = content(self.node, self.file);
        text.part_of(text.trim())
    }

    /// Does the same with each line trimmed.
    pub fn source_lines(&self) -> SourceText {
        let text = content(self.node, self.file);
        let mut trimmed = SourceText::new(self.file);
        for line in text.trim().lines().map(str::trim) {
            let part = text.part_of(line);
            if !trimmed.is_empty() {
                trimmed.push("\n", text.span_of(line).start as usize);
            }
            trimmed.append(&part);
        }
        trimmed
    }
}

fn report_unknown(what: &str, name: &str, known: &[&str], span: Span, diagnostics: &mut Diagnostics) {
    let report = diagnostics.error(Code::UNKNOWN_KEY, span, format!("unknown {what} `{name}`"));
    let help = match known {
        [] => format!("remove it: no {what}s are allowed here"),
        _ => format!("use one of: {}", known.join(", ")),
    };
    report.help(help).suggest(name, known.iter().copied());
}
