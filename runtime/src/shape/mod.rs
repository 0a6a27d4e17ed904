//! What a generated type states about itself: its members, their names on the wire and their traits.
//!
//! A shape does not know JSON, XML or HTTP, and the codecs do not know any particular shape. They meet in [`Shape`]:
//! one implementation a type serves every format, and the loops over it are compiled once, in this crate.

mod alternatives;
mod blob;
mod check;
mod debug;
mod field;
mod has_members;
mod joined;
mod list;
mod map;
mod member;
mod object;
mod open_enum;
mod sensitive;
mod table;
mod timestamp;
mod token;
mod traits;
mod url_text;
mod value;
mod violation;

pub use alternatives::{Alternatives, visit_kind};
pub use blob::Blob;
pub use check::violations;
pub(crate) use check::{out_of_range, too_large_body};
pub use debug::debug;
#[cfg(feature = "testing")]
pub(crate) use debug::debug_as;
pub(crate) use has_members::has_members;
pub use joined::{Joined, UrlBlob};
pub use list::List;
pub use map::MemberMap;
pub use member::{Member, Members, Trait};
pub use object::Object;
pub use open_enum::{OpenEnum, enum_read, enum_view};
pub(crate) use sensitive::{is_sensitive, sensitive_texts};
pub use timestamp::Timestamp;
pub use token::{Kind, Token};
pub use traits::{Field, Items, Shape, Value, View, Visitor, Words};
pub use url_text::UrlText;
pub(crate) use url_text::decoded;
pub use violation::Violation;
