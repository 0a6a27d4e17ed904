//! Members of an answer that are not of the declared kind.

/// A member of an answer that was not of the declared kind. It reads as absent; everything else is kept.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Deviation {
    /// The way to the member: `LabelResults[0].Score`.
    pub member: String,
    /// What the schema declares.
    pub declared: &'static str,
    /// What was found.
    pub found: String,
}

/// Collects deviations; each level of nesting puts its own name in front on the way out, so that the usual case, no
/// deviation, costs nothing.
#[derive(Debug, Default)]
pub(crate) struct Deviations(Vec<Deviation>);

impl Deviations {
    pub(super) fn report(&mut self, declared: &'static str, found: String) {
        self.0.push(Deviation { member: String::new(), declared, found });
    }

    pub(super) fn count(&self) -> usize {
        self.0.len()
    }

    /// Puts `name` in front of everything found since there were `before`.
    #[inline]
    pub(super) fn prefix(&mut self, before: usize, name: &str) {
        if self.count() > before {
            self.put_before(before, name);
        }
    }

    #[cold]
    fn put_before(&mut self, before: usize, name: &str) {
        for deviation in &mut self.0[before..] {
            let rest = std::mem::take(&mut deviation.member);
            let dot = if rest.is_empty() || rest.starts_with('[') { "" } else { "." };
            deviation.member = format!("{name}{dot}{rest}");
        }
    }

    pub(crate) fn into_vec(self) -> Vec<Deviation> {
        self.0
    }
}
