//! Namespaces that make names unique.

use std::collections::{BTreeMap, HashSet};

use super::generated::{PRELUDE, RuntimeItem};

/// A namespace. The first item with a name gets it; later items get a number.
#[derive(Debug, Default)]
pub struct Scope<'r> {
    /// Short lists that all scopes share. Searching them is faster than building a set for each scope.
    reserved: [&'r [&'r str]; 2],
    used: HashSet<String>,
    /// The next number of each name, so that many equal names take linear time.
    next_numbers: BTreeMap<String, usize>,
}

impl<'r> Scope<'r> {
    /// Creates a namespace with reserved names.
    pub fn with(reserved: &'r [&'r str]) -> Self {
        Self::with_both(reserved, &[])
    }

    /// Creates a namespace with two lists of reserved names.
    pub fn with_both(first: &'r [&'r str], second: &'r [&'r str]) -> Self {
        Self { reserved: [first, second], ..Self::default() }
    }

    /// Creates the namespace of types, with the names that generated code uses from the runtime and the prelude reserved.
    pub fn types() -> Self {
        Self::with_both(RuntimeItem::NAMES, PRELUDE)
    }

    fn is_reserved(&self, name: &str) -> bool {
        self.reserved.iter().any(|names| names.contains(&name))
    }

    /// Takes `name`, or the next free numbered form of it. A reserved name gets a trailing `_`, like a keyword.
    pub fn take(&mut self, name: &str) -> String {
        if self.is_reserved(name) { self.take_free(&format!("{name}_")) } else { self.take_free(name) }
    }

    /// Takes `name` if it is free, or else `name` + `suffix`.
    pub fn take_or_suffixed(&mut self, name: &str, suffix: &str) -> String {
        if self.is_free(name) { self.take_free(name) } else { self.take_free(&format!("{name}{suffix}")) }
    }

    /// Returns whether `name` is neither used nor reserved.
    pub fn is_free(&self, name: &str) -> bool {
        !self.used.contains(name) && !self.is_reserved(name)
    }

    fn take_free(&mut self, base: &str) -> String {
        let mut name = base.to_owned();
        while !self.is_free(&name) {
            let number = self.next_numbers.entry(base.to_owned()).or_insert(2);
            name = numbered(base, *number);
            *number += 1;
        }
        self.used.insert(name.clone());
        name
    }
}

/// Appends a number: `RedEye2`, `Value4_2`, `red_eye_2`.
fn numbered(name: &str, number: usize) -> String {
    let is_constant = name.trim_end_matches('_').contains('_');
    let ends_in_digit = name.ends_with(|c: char| c.is_ascii_digit());
    let is_camel = name.starts_with(|c: char| c.is_ascii_uppercase()) && !is_constant && !ends_in_digit;
    let separator = if is_camel { "" } else { "_" };
    format!("{}{separator}{number}", name.trim_end_matches('_'))
}
