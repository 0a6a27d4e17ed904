//! The compiled goldens: the code that is generated from the schemas of each case. Each case is one obstacle.
//!
//! The files must stay as they were generated, so rustfmt skips them.

#[rustfmt::skip]
#[path = "../golden/acronyms/expected/acronyms/mod.rs"]
pub mod acronyms;
#[rustfmt::skip]
#[path = "../golden/bodies/expected/bodies/mod.rs"]
pub mod bodies;
#[rustfmt::skip]
#[path = "../golden/collisions/expected/collisions/mod.rs"]
pub mod collisions;
#[rustfmt::skip]
#[path = "../golden/constraints/expected/constraints/mod.rs"]
pub mod constraints;
#[rustfmt::skip]
#[path = "../golden/digits/expected/digits/mod.rs"]
pub mod digits;
#[rustfmt::skip]
#[path = "../golden/documentation/expected/documentation/mod.rs"]
pub mod documentation;
#[rustfmt::skip]
#[path = "../golden/empty/expected/empty/mod.rs"]
pub mod empty;
#[rustfmt::skip]
#[path = "../golden/enums/expected/enums/mod.rs"]
pub mod enums;
#[rustfmt::skip]
#[path = "../golden/graphs/expected/graphs/mod.rs"]
pub mod graphs;
#[rustfmt::skip]
#[path = "../golden/keywords/expected/keywords/mod.rs"]
pub mod keywords;
#[rustfmt::skip]
#[path = "../golden/methods/expected/methods/mod.rs"]
pub mod methods;
#[rustfmt::skip]
#[path = "../golden/paths/expected/paths/mod.rs"]
pub mod paths;
#[rustfmt::skip]
#[path = "../golden/prelude/expected/prelude/mod.rs"]
pub mod prelude;
#[rustfmt::skip]
#[path = "../golden/recursion/expected/recursion/mod.rs"]
pub mod recursion;
#[rustfmt::skip]
#[path = "../golden/streams/expected/streams/mod.rs"]
pub mod streams;
#[rustfmt::skip]
#[path = "../golden/twins/expected/twins/mod.rs"]
pub mod twins;
#[rustfmt::skip]
#[path = "../golden/types/expected/types/mod.rs"]
pub mod types;
#[rustfmt::skip]
#[path = "../golden/versions/expected/versions/mod.rs"]
pub mod versions;
#[rustfmt::skip]
#[path = "../golden/published/expected/demo/mod.rs"]
pub mod demo;
#[rustfmt::skip]
#[path = "../golden/series/expected/catalog/mod.rs"]
pub mod catalog;
#[rustfmt::skip]
#[path = "../golden/tokens/expected/shop/mod.rs"]
pub mod shop;
#[rustfmt::skip]
#[path = "../golden/unpublished/expected/sketch/mod.rs"]
pub mod sketch;
#[rustfmt::skip]
#[path = "../golden/waiters/expected/paint/mod.rs"]
pub mod paint;
#[rustfmt::skip]
#[path = "../golden/waiters/expected/stamp/mod.rs"]
pub mod stamp;
