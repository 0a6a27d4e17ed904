//! Lists that come page by page.
//!
//! A schema states which members count the pages; requesting them works the same for all operations.

mod cursor;
mod items;
mod paginated;
mod paginator;
mod stream;

pub use self::items::ItemStream;
pub use self::paginated::Paginated;
pub use self::paginator::{Advance, Paginator};
pub use self::stream::PageStream;
