//! Text from outside: which characters are hidden, and which lines, code and tables published text has. A leaf: it imports
//! no other module.

mod blocks;
mod entity;
mod hidden;
mod html;
mod table;
mod tag;

pub use blocks::{Block, blocks};
pub use html::code_span;
pub use table::Row;

pub use hidden::{hidden, is_hidden, without_hidden};
