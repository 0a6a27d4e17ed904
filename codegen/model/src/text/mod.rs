//! Text from outside: which characters are hidden, and what HTML tags stand for. A leaf: it imports no other module.

mod hidden;
pub mod html;

pub use hidden::{hidden, is_hidden, without_hidden};
