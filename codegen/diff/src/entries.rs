//! Reads lists of entries in TOML, each with a rule and a reason, and reports mistakes with their positions.

use toml::Spanned;
use toml::de::{DeTable, DeValue};

use crate::rule::Rule;
use crate::rules::catalogue;
use codegen_model::diagnostic::{Code, Diagnostics, did_you_mean};
use codegen_model::source::{FileId, Span};

/// Reads the entries of a file.
pub(crate) struct Reader<'d> {
    pub(crate) file: FileId,
    pub(crate) diagnostics: &'d mut Diagnostics,
}

impl Reader<'_> {
    /// Parses a file with these keys.
    pub(crate) fn parse<'t>(&mut self, text: &'t str, keys: &[&str]) -> Option<DeTable<'t>> {
        match DeTable::parse(text) {
            Ok(table) => {
                self.check_keys(table.get_ref(), keys);
                Some(table.into_inner())
            }
            Err(error) => {
                let span = error.span().unwrap_or_default();
                let span = Span::new(self.file, span.start, span.end);
                self.diagnostics.error(Code::TOML_SYNTAX, span, error.message().to_owned());
                None
            }
        }
    }

    /// Reads the entries of a list with a function. An invalid entry is left out.
    pub(crate) fn list<T>(
        &mut self,
        table: &DeTable<'_>,
        key: &str,
        read: impl Fn(&mut Self, &DeTable<'_>, Span) -> Option<T>,
    ) -> Vec<T> {
        let begin = format!("begin each entry with `[[{key}]]`");
        let Some(list) = table.get(key) else { return Vec::new() };
        let Some(entries) = list.get_ref().as_array() else {
            self.report(Code::WRONG_TYPE, self.span(list), format!("`{key}` is not a list of entries"), begin);
            return Vec::new();
        };
        let mut read_entry = |entry: &Spanned<DeValue<'_>>| {
            let span = self.span(entry);
            let Some(table) = entry.get_ref().as_table() else {
                self.report(Code::WRONG_TYPE, span, "the entry is not a table", begin.clone());
                return None;
            };
            read(self, table, span)
        };
        entries.iter().filter_map(&mut read_entry).collect()
    }

    pub(crate) fn rule(&mut self, table: &DeTable<'_>, entry: Span) -> Option<&'static Rule> {
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

    /// Returns a text that must be present and not empty.
    pub(crate) fn required(&mut self, table: &DeTable<'_>, key: &str, entry: Span) -> Option<(String, Span)> {
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

    pub(crate) fn check_keys(&mut self, table: &DeTable<'_>, keys: &[&str]) -> bool {
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

    pub(crate) fn span(&self, value: &Spanned<DeValue<'_>>) -> Span {
        Span::new(self.file, value.span().start, value.span().end)
    }

    pub(crate) fn report(&mut self, code: Code, at: Span, message: impl Into<String>, help: impl Into<String>) {
        self.diagnostics.error(code, at, message).help(help);
    }
}
