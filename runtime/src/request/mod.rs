//! An operation turned into the parts of an HTTP request that do not depend on credentials or time.

mod bound;
mod form;
#[cfg(feature = "testing")]
mod mark;
mod parts;
mod prepare;
mod rule_query;

pub(crate) use self::bound::{pairs, query_label, query_of};
#[cfg(feature = "testing")]
pub(crate) use self::mark::Mark;
pub(crate) use self::parts::Encoded;
pub use self::parts::Parts;
pub use self::prepare::prepare;
pub(crate) use self::prepare::{encode, encode_as};
pub(crate) use self::rule_query::of_rule;
