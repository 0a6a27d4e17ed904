//! Recorded exchanges taken through generated types: what was sent becomes a typed request that is written again, what
//! was answered a typed answer that is written again. Whatever is lost on the way shows as a difference.
//!
//! For tools and tests; an application has no use for it.

use std::str::FromStr;

use crate::codec::{CodecError, Deviation, read_envelope, read_json, read_xml, write_json, write_xml};
use crate::operation::{Answer, Meta, Operation, Protocol, Way};
use crate::request::{Parts, prepare, query_label};
use crate::rule::ParseRuleError;
use crate::shape::{Field, Kind, Member, Shape, Token, Trait, Visitor};
use crate::{Body, Error, Output, Rule};

/// An operation that recorded exchanges can be taken through.
#[derive(Clone, Copy)]
pub struct Entry {
    /// Where the operation lives and how it travels.
    pub meta: Meta,
    /// The input with nothing set.
    pub input: fn() -> Box<dyn Shape>,
    resend: fn(&Recorded<'_>) -> Result<Parts, Error>,
    blank: fn() -> Option<Box<dyn Shape>>,
}

/// A kind of rule that texts can be read as.
#[derive(Clone, Copy)]
pub struct RuleEntry {
    /// The builder.
    pub name: &'static str,
    read: fn(&str) -> Result<Rule, ParseRuleError>,
}

impl RuleEntry {
    /// The entry of a builder.
    pub fn of<R: FromStr<Err = ParseRuleError> + Into<Rule>>(name: &'static str) -> Self {
        Self { name, read: |text| text.parse::<R>().map(Into::into) }
    }

    /// Reads a rule into the builder, and writes that again.
    ///
    /// # Errors
    ///
    /// Fails where the text is no rule of this kind.
    pub fn reread(&self, text: &str) -> Result<Rule, ParseRuleError> {
        (self.read)(text)
    }
}

/// A request as it was recorded.
#[derive(Clone, Debug)]
pub struct Recorded<'a> {
    /// The method.
    pub method: &'a str,
    /// The path as it stood in the request line, without query.
    pub path: &'a str,
    /// The query, decoded; a key without value has an empty one.
    pub query: Vec<(String, String)>,
    /// The headers.
    pub headers: Vec<(&'a str, &'a str)>,
    /// The body.
    pub body: &'a [u8],
}

/// An answer that was read and written again.
#[derive(Clone, Debug, Default)]
pub struct Reread {
    /// What the typed answer becomes when it is written: the members of `Response`, or the XML document.
    pub body: Vec<u8>,
    /// Code and message, where the answer is an API 3.0 error.
    pub error: Option<(String, String)>,
    /// Members that were not of the declared kind.
    pub deviations: Vec<Deviation>,
}

impl Entry {
    /// The entry of an operation.
    pub fn of<O: Operation + Default + 'static>() -> Self {
        Self { meta: O::META, input: || Box::new(O::default()), resend: resend::<O>, blank: O::Output::blank }
    }

    /// Whether a recorded request goes to this operation: by its path, method and fixed query. For API 3.0, the header
    /// `X-TC-Action` decides.
    pub fn matches(&self, recorded: &Recorded<'_>) -> bool {
        match self.meta.protocol {
            Protocol::Action { .. } => recorded.header("x-tc-action") == Some(self.meta.name),
            Protocol::Rest { ways, .. } => way_of(ways, recorded).is_some(),
        }
    }

    /// Reads the request into the operation's type, and writes that as the client would.
    ///
    /// # Errors
    ///
    /// Fails where the request has a part that the type has no place for, or breaks the schema's rules.
    pub fn resend(&self, recorded: &Recorded<'_>) -> Result<Parts, Error> {
        (self.resend)(recorded)
    }

    /// Reads an answer into the type of the output, and writes that again; `None` where the answer is bytes.
    ///
    /// # Errors
    ///
    /// Fails where the answer is no JSON or XML.
    pub fn reread(&self, body: &[u8]) -> Option<Result<Reread, CodecError>> {
        (self.blank)().map(|mut shape| reread(&self.meta, body, &mut *shape))
    }
}

impl Recorded<'_> {
    /// A header by its name, whatever its case.
    pub fn header(&self, name: &str) -> Option<&str> {
        self.headers.iter().find(|(key, _)| key.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }
}

fn reread(meta: &Meta, body: &[u8], shape: &mut dyn Shape) -> Result<Reread, CodecError> {
    match meta.protocol {
        Protocol::Action { .. } => {
            let envelope = read_envelope(body, shape)?;
            Ok(Reread { body: write_json(shape)?, error: envelope.error, deviations: envelope.deviations })
        }
        Protocol::Rest { answer: Answer::Xml(root), .. } => {
            let deviations = read_xml(body, shape)?;
            Ok(Reread { body: write_xml(root, shape), deviations, error: None })
        }
        Protocol::Rest { .. } => {
            let deviations = read_json(body, shape)?;
            Ok(Reread { body: write_json(shape)?, deviations, error: None })
        }
    }
}

fn resend<O: Operation + Default>(recorded: &Recorded<'_>) -> Result<Parts, Error> {
    let mut operation = O::default();
    let invalid = |problem: String| Error::invalid(O::META.name, problem);
    fill(&mut operation, &O::META, recorded).map_err(invalid)?;
    let streams = operation.take_body().is_some();
    let mut parts = prepare(operation)?;
    if streams {
        parts.body = Body::from(recorded.body.to_vec());
    }
    Ok(parts)
}

fn fill(shape: &mut dyn Shape, meta: &Meta, recorded: &Recorded<'_>) -> Result<(), String> {
    let Protocol::Rest { ways, root, .. } = meta.protocol else {
        return whole(read_json(recorded.body, shape));
    };
    let (way, labels) = way_of(ways, recorded).ok_or("no way of the operation has this method, path and query")?;
    for (name, value) in labels {
        put(shape, &name, &value)?;
    }
    let mut fixed = fixed_query(way);
    fixed.extend(rule_key(way, recorded).map(|key| (key, String::new())));
    for (name, value) in recorded.query.iter().filter(|pair| !fixed.contains(pair)) {
        put(shape, name, value)?;
    }
    for name in headers_of(shape) {
        if let Some(value) = recorded.header(name) {
            put(shape, name, value)?;
        }
    }
    if root.is_empty() || recorded.body.is_empty() { Ok(()) } else { whole(read_xml(recorded.body, shape)) }
}

/// Nothing may be lost: what deviates is an error here.
fn whole(read: Result<Vec<Deviation>, CodecError>) -> Result<(), String> {
    let deviations = read.map_err(|error| error.to_string())?;
    match deviations.first() {
        Some(first) => Err(format!("{}: {} is declared, {} was found", first.member, first.declared, first.found)),
        None => Ok(()),
    }
}

fn put(shape: &mut dyn Shape, name: &str, text: &str) -> Result<(), String> {
    let field = shape.member(name).ok_or_else(|| format!("there is no member `{name}`"))?;
    if field.kind() == Kind::Shape {
        let inner = field.enter().ok_or_else(|| format!("`{name}` is no structure"))?;
        return whole(read_json(text.as_bytes(), inner));
    }
    let items: Vec<&str> = if field.is_list() { text.split(',').collect() } else { vec![text] };
    for item in items {
        field.put(Token::Text(item)).map_err(|token| format!("`{name}` cannot be {}", token.describe()))?;
    }
    Ok(())
}

fn headers_of(shape: &dyn Shape) -> Vec<&'static str> {
    struct Headers(Vec<&'static str>);
    impl Visitor for Headers {
        fn visit(&mut self, member: Member, _field: &dyn Field) {
            if member.is(Trait::Header) {
                self.0.push(member.name);
            }
        }
    }
    let mut headers = Headers(Vec::new());
    shape.visit(&mut headers);
    headers.0
}

fn fixed_query(way: &Way) -> Vec<(String, String)> {
    crate::request::pairs(way.path.split_once('?').map_or("", |(_, query)| query)).collect()
}

/// The key without value that stands where the way's query has a label.
fn rule_key(way: &Way, recorded: &Recorded<'_>) -> Option<String> {
    let fixed = fixed_query(way);
    fixed.iter().find_map(|(key, _)| query_label(key))?;
    let is_open = |pair: &&(String, String)| pair.1.is_empty() && !fixed.contains(pair);
    recorded.query.iter().find(is_open).map(|(key, _)| key.clone())
}

/// The way that a request takes, with the values of its labels.
fn way_of<'w>(ways: &'w [Way], recorded: &Recorded<'_>) -> Option<(&'w Way, Vec<(String, String)>)> {
    ways.iter().find_map(|way| {
        let fixed = fixed_query(way);
        let (open, fixed): (Vec<_>, Vec<_>) = fixed.into_iter().partition(|(key, _)| query_label(key).is_some());
        let fixed_is_there = fixed.iter().all(|pair| recorded.query.contains(pair));
        let required = way.requires.is_empty() || recorded.query.iter().any(|(key, _)| key == way.requires);
        let mut labels = labels(way.path.split('?').next()?, recorded.path)?;
        if let Some((key, _)) = open.first() {
            labels.push((query_label(key)?.to_owned(), rule_key(way, recorded)?));
        }
        (way.method == recorded.method && fixed_is_there && required).then_some((way, labels))
    })
}

/// The values of the labels of `template` in `path`, decoded; `None` where the path is another one.
fn labels(template: &str, path: &str) -> Option<Vec<(String, String)>> {
    let mut found = Vec::new();
    let mut parts = template.split('{');
    let mut rest = path.strip_prefix(parts.next()?)?;
    for part in parts {
        let (label, literal) = part.split_once('}')?;
        let end = if literal.is_empty() { rest.len() } else { rest.find(literal)? };
        let value = &rest[..end];
        if value.is_empty() || !label.ends_with('+') && value.contains('/') {
            return None;
        }
        let value = percent_encoding::percent_decode_str(value).decode_utf8().ok()?.into_owned();
        found.push((label.trim_end_matches('+').to_owned(), value));
        rest = &rest[end + literal.len()..];
    }
    rest.is_empty().then_some(found)
}
