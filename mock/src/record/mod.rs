//! Records exchanges with a real endpoint, without their secrets, and replays them.

mod exchange;
mod inspect;
pub(crate) mod recorder;
pub(crate) mod replay;
mod scrub;
pub(crate) mod upstream;
