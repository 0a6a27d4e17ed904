//! Reads the levels of rules.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::{Entry, Levels};
use crate::entries::Reader;
use crate::rule::Severity;
use codegen_model::diagnostic::{Code, Diagnostics};
use codegen_model::source::{FileId, Sources, Span};

/// The keys of a level.
pub const KEYS: &[&str] = &["rule", "level", "place", "preview", "reason"];

/// The keys of a service in preview.
pub const PREVIEW_KEYS: &[&str] = &["service", "reason"];

/// The key of the levels.
const LEVEL: &str = "level";

/// The key of the services in preview.
const PREVIEW: &str = "preview";

/// The words for levels; `None` turns a rule off.
const WORDS: [(&str, Option<Severity>); 4] = [
    ("off", None),
    ("note", Some(Severity::Info)),
    ("warning", Some(Severity::Warning)),
    ("error", Some(Severity::Error)),
];

/// Reads the levels. Invalid entries are reported and left out.
pub fn load(sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) -> Levels {
    let mut reader = Reader { file, diagnostics };
    let Some(table) = reader.parse(sources.text(file), &[LEVEL, PREVIEW]) else { return Levels::default() };
    let entries = reader.list(&table, LEVEL, entry);
    let previews = reader.list(&table, PREVIEW, preview);
    Levels { entries, previews: previews.into_iter().collect() }
}

fn entry(reader: &mut Reader<'_>, table: &DeTable<'_>, span: Span) -> Option<Entry> {
    let keys_are_known = reader.check_keys(table, KEYS);
    let (rule, reason) = (reader.rule(table, span), reader.required(table, "reason", span));
    let level = level(reader, table, span);
    let place = table.contains_key("place").then(|| reader.required(table, "place", span));
    let preview = table.get(PREVIEW).map_or(Some(false), |value| boolean(reader, value));
    let place = match place {
        Some(place) => Some(place?.0),
        None => None,
    };
    keys_are_known.then_some(Entry { rule: rule?, level: level?, place, preview: preview?, reason: reason?.0 })
}

/// Returns the severity, or `None` within `Some` if the rule is off.
fn level(reader: &mut Reader<'_>, table: &DeTable<'_>, span: Span) -> Option<Option<Severity>> {
    let (word, span) = reader.required(table, LEVEL, span)?;
    let found = WORDS.iter().find(|(known, _)| *known == word).map(|(_, level)| *level);
    if found.is_none() {
        let known = WORDS.map(|(word, _)| word).join(", ");
        reader.report(Code::UNKNOWN_VALUE, span, format!("unknown level `{word}`"), format!("use one of: {known}"));
    }
    found
}

fn boolean(reader: &mut Reader<'_>, value: &Spanned<DeValue<'_>>) -> Option<bool> {
    let found = value.get_ref().as_bool();
    if found.is_none() {
        let span = reader.span(value);
        reader.report(Code::WRONG_TYPE, span, "`preview` is not a boolean", "write `preview = true`");
    }
    found
}

fn preview(reader: &mut Reader<'_>, table: &DeTable<'_>, span: Span) -> Option<(String, String)> {
    let keys_are_known = reader.check_keys(table, PREVIEW_KEYS);
    let (service, reason) = (reader.required(table, "service", span), reader.required(table, "reason", span));
    keys_are_known.then_some((service?.0, reason?.0))
}
