//! Recording: requests go on to a real endpoint, and what was said in both directions is kept without its secrets.

mod examine;
mod exchange;
mod forward;
mod recorder;
mod scrub;
mod tape;

pub use forward::Upstream;
pub use recorder::Recorder;
pub use tape::Recording;
