//! Reads the list of accepted findings.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use super::date::Date;
use super::list::{Accepted, Entry, Selector};
use crate::rule::Rule;
use crate::rules::catalogue;
use codegen_model::diagnostic::{Code, Diagnostics, did_you_mean};
use codegen_model::source::{FileId, Sources, Span};

/// The keys of an entry.
pub const KEYS: &[&str] = &["rule", "place", "fingerprint", "reason", "until"];

/// The key of the list.
const LIST: &str = "accepted";

/// Reads the list. Invalid entries are reported and left out.
pub fn load(sources: &Sources, file: FileId, diagnostics: &mut Diagnostics) -> Accepted {
    let table = match DeTable::parse(sources.text(file)) {
        Ok(table) => table,
        Err(error) => {
            let span = error.span().unwrap_or_default();
            diagnostics.error(Code::TOML_SYNTAX, Span::new(file, span.start, span.end), error.message().to_owned());
            return Accepted::default();
        }
    };
    let mut reader = Reader { file, diagnostics };
    reader.check_keys(table.get_ref(), &[LIST]);
    let Some(list) = table.get_ref().get(LIST) else { return Accepted::default() };
    let Some(entries) = list.get_ref().as_array() else {
        reader.report(Code::WRONG_TYPE, reader.span(list), "`accepted` is not a list of entries", BEGIN_ENTRY);
        return Accepted::default();
    };
    Accepted { entries: entries.iter().filter_map(|entry| reader.entry(entry)).collect() }
}

const BEGIN_ENTRY: &str = "begin each entry with `[[accepted]]`";

struct Reader<'d> {
    file: FileId,
    diagnostics: &'d mut Diagnostics,
}

impl Reader<'_> {
    fn entry(&mut self, entry: &Spanned<DeValue<'_>>) -> Option<Entry> {
        let span = self.span(entry);
        let Some(table) = entry.get_ref().as_table() else {
            self.report(Code::WRONG_TYPE, span, "the entry is not a table", BEGIN_ENTRY);
            return None;
        };
        let keys_are_known = self.check_keys(table, KEYS);
        let (rule, reason) = (self.rule(table, span), self.required(table, "reason", span));
        let (selector, until) = (self.selector(table, span), self.until(table));
        keys_are_known.then_some(Entry { rule: rule?, selector: selector?, reason: reason?.0, until: until?, span })
    }

    fn rule(&mut self, table: &DeTable<'_>, entry: Span) -> Option<&'static Rule> {
        let (id, span) = self.required(table, "rule", entry)?;
        let found = catalogue().find(|rule| rule.id == id);
        if found.is_none() {
            let close = did_you_mean(&id, catalogue().map(|rule| rule.id));
            let help = close.map(|close| format!("did you mean `{close}`?"));
            let help = help.unwrap_or_else(|| "`cargo xtask rules` lists all rules".to_owned());
            self.report(Code::UNKNOWN_VALUE, span, format!("unknown rule `{id}`"), help);
        }
        found
    }

    fn selector(&mut self, table: &DeTable<'_>, span: Span) -> Option<Selector> {
        const ONE: &str = "write either a `place`, which may contain `*` and `**`, or a `fingerprint`";
        match (table.contains_key("place"), table.contains_key("fingerprint")) {
            (true, false) => Some(Selector::Places(self.required(table, "place", span)?.0)),
            (false, true) => Some(Selector::Fingerprint(self.required(table, "fingerprint", span)?.0)),
            (true, true) => {
                self.report(Code::UNKNOWN_KEY, span, "the entry has both `place` and `fingerprint`", ONE);
                None
            }
            (false, false) => {
                self.report(Code::MISSING_KEY, span, "the entry has neither `place` nor `fingerprint`", ONE);
                None
            }
        }
    }

    /// Returns the last day, if the entry has one; `None` if it is invalid.
    fn until(&mut self, table: &DeTable<'_>) -> Option<Option<Date>> {
        let Some(value) = table.get("until") else { return Some(None) };
        let date = value.get_ref().as_datetime().filter(|date| date.time.is_none()).and_then(|date| date.date);
        if date.is_none() {
            let span = self.span(value);
            self.report(Code::WRONG_TYPE, span, "`until` is not a date", "write `until = 2030-01-31`, without quotes");
        }
        date.map(|date| Some(date.into()))
    }

    /// Returns a text that must be present and not empty.
    fn required(&mut self, table: &DeTable<'_>, key: &str, entry: Span) -> Option<(String, Span)> {
        let Some(value) = table.get(key) else {
            let message = format!("the entry has no `{key}`");
            self.report(Code::MISSING_KEY, entry, message, "every entry needs a rule and a reason");
            return None;
        };
        let span = self.span(value);
        match value.get_ref().as_str() {
            Some(text) if !text.trim().is_empty() => return Some((text.to_owned(), span)),
            Some(_) => self.report(Code::UNKNOWN_VALUE, span, format!("`{key}` is empty"), "write a few words"),
            None => self.report(Code::WRONG_TYPE, span, format!("`{key}` is not a string"), "put it into quotes"),
        }
        None
    }

    fn check_keys(&mut self, table: &DeTable<'_>, keys: &[&str]) -> bool {
        let mut all_known = true;
        for key in table.keys().filter(|key| !keys.contains(&key.get_ref().as_ref())) {
            all_known = false;
            let name = key.get_ref();
            let close = did_you_mean(name, keys.iter().copied());
            let help = close.map(|close| format!("did you mean `{close}`?"));
            let help = help.unwrap_or_else(|| format!("valid keys: {}", keys.join(", ")));
            let span = Span::new(self.file, key.span().start, key.span().end);
            self.report(Code::UNKNOWN_KEY, span, format!("unknown key `{name}`"), help);
        }
        all_known
    }

    fn span(&self, value: &Spanned<DeValue<'_>>) -> Span {
        Span::new(self.file, value.span().start, value.span().end)
    }

    fn report(&mut self, code: Code, at: Span, message: impl Into<String>, help: impl Into<String>) {
        self.diagnostics.error(code, at, message).help(help);
    }
}
