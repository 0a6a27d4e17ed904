//! Knows what a rule is: which edits it is for, and what it says of them.

use serde::Serialize;

use super::edit::Edit;
use super::facet::{Facet, Flow, Kind, words};
use super::how::ChangeKind;

words! {
    /// ChangeKind much attention a finding needs.
    Severity {
        /// None: only texts changed.
        Docs "docs",
        /// Good to know.
        Info "info",
        /// Someone may have to do something.
        Warning "warning",
        /// Someone has to do something.
        Error "error",
    }
}

words! {
    /// Whether something still works.
    Verdict {
        /// It does.
        Fine "fine",
        /// It depends on how it is used.
        May "may break",
        /// It does not.
        Breaks "breaks",
    }
}

words! {
    /// The version that the crate needs next.
    Bump {
        /// The last number goes up.
        Patch "patch",
        /// The middle one.
        Minor "minor",
        /// The first one.
        Major "major",
    }
}

/// What a change breaks, and for whom.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize)]
pub struct Verdicts {
    /// A client of the old crate, against the service as the new schemas describe it.
    pub wire: Verdict,
    /// Code that compiles against the old crate, against the new one.
    pub source: Verdict,
    /// What compiles and is accepted: whether it means, costs or gives the same.
    pub behaviour: Verdict,
}

impl Verdicts {
    /// Nothing breaks.
    pub const FINE: Self = Self { wire: Verdict::Fine, source: Verdict::Fine, behaviour: Verdict::Fine };

    /// The worse of both, for each axis.
    pub fn or(self, other: Self) -> Self {
        Self {
            wire: self.wire.max(other.wire),
            source: self.source.max(other.source),
            behaviour: self.behaviour.max(other.behaviour),
        }
    }
}

/// A rule: what it is for, what it says, and why.
#[derive(Debug)]
pub struct Rule {
    /// Its name.
    pub id: &'static str,
    /// The kinds of things.
    pub kinds: &'static [Kind],
    /// The facets; empty where it is for things as a whole.
    pub facets: &'static [Facet],
    /// ChangeKind they changed.
    pub hows: &'static [ChangeKind],
    /// Which way they travel, where that makes a difference.
    pub flow: Option<Flow>,
    /// Whether the edit is one that the rule is for, where that takes a closer look.
    pub only: Option<fn(&Edit<'_, '_>) -> bool>,
    /// ChangeKind much attention it needs.
    pub severity: Severity,
    /// What breaks.
    pub verdicts: Verdicts,
    /// The version that the crate needs.
    pub bump: Bump,
    /// What happened: `{subject}`, `{name}`, `{old}` and `{new}` stand for what it happened to.
    pub says: &'static str,
    /// Why that matters, and for whom.
    pub why: &'static str,
    /// What to do.
    pub fix: &'static str,
    /// The schema before and after.
    pub example: Example,
}

/// An example of a change: a piece of a schema, before and after.
#[derive(Debug)]
pub struct Example {
    /// What it is a piece of.
    pub within: Within,
    /// The piece before.
    pub before: &'static str,
    /// The piece after.
    pub after: &'static str,
    /// The rules that the example cannot help reporting as well, each with the reason.
    pub also: &'static [(&'static str, &'static str)],
}

/// What a piece of schema is a piece of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Within {
    /// The parameters of an action, in a descriptor.
    Parameters,
    /// The response of an action, in a descriptor.
    Response,
    /// The actions of a descriptor.
    Actions,
    /// What a descriptor says beside its actions.
    Descriptor,
    /// The entries of an overlay.
    Overlay,
    /// The authorization table of a service.
    Authorization,
    /// The manifest: what it says of the crate, or of one service.
    Manifest,
    /// Schemas of Cloud Infinite. A comment in front of one says which file it is.
    Operation,
    /// A file of rules.
    Rules,
    /// A file of error codes.
    Errors,
}

impl Rule {
    /// Whether the rule is for this edit, of a thing that travels this way.
    pub fn is_for(&self, edit: &Edit<'_, '_>, flow: Flow) -> bool {
        let facet = edit.facet.map_or(self.facets.is_empty(), |facet| self.facets.contains(&facet));
        facet
            && self.kinds.contains(&edit.kind())
            && self.hows.contains(&edit.how)
            && self.flow.is_none_or(|only| only == flow)
            && self.only.is_none_or(|only| only(edit))
    }
}

/// A verdict as the tables mark it: `x` breaks, `m` may break, `o` is fine.
macro_rules! mark {
    (x) => {
        $crate::rule::Verdict::Breaks
    };
    (m) => {
        $crate::rule::Verdict::May
    };
    (o) => {
        $crate::rule::Verdict::Fine
    };
}
pub(super) use mark;

/// Declares a table of rules. Each is for kinds of things, or facets of them, that changed in one of several ways; then come
/// its severity, its verdicts on wire, source and behaviour, the bump, what it says, why, what to do, and an example.
macro_rules! rules {
    ($($id:literal: [$($kind:ident)|+ $(. $($facet:ident)|+)?; $($how:ident)|+ $(; $flow:ident)? $(=> $only:path)?]
        $severity:ident $wire:ident $source:ident $behaviour:ident $bump:ident
        says $says:literal
        why $why:literal
        fix $fix:literal
        $within:ident { $before:literal } => { $after:literal } $(also $also:literal because $reason:literal)*)*) => {
        &[$($crate::rule::Rule {
            id: $id,
            kinds: &[$($crate::facet::Kind::$kind),+],
            facets: &[$($($crate::facet::Facet::$facet),+)?],
            hows: &[$($crate::how::ChangeKind::$how),+],
            flow: $crate::rule::optional!($($crate::facet::Flow::$flow)?),
            only: $crate::rule::optional!($($only)?),
            severity: $crate::rule::Severity::$severity,
            verdicts: $crate::rule::Verdicts {
                wire: $crate::rule::mark!($wire),
                source: $crate::rule::mark!($source),
                behaviour: $crate::rule::mark!($behaviour),
            },
            bump: $crate::rule::Bump::$bump,
            says: $says,
            why: $why,
            fix: $fix,
            example: $crate::rule::Example {
                within: $crate::rule::Within::$within,
                before: $before,
                after: $after,
                also: &[$(($also, $reason)),*],
            },
        }),*]
    };
}
pub(super) use rules;

/// What is there, or nothing.
macro_rules! optional {
    () => {
        None
    };
    ($some:expr) => {
        Some($some)
    };
}
pub(super) use optional;
