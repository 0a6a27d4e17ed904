//! Records exchanges with a real endpoint, without their secrets, and replays them.

mod exchange;
mod guard;
mod inspect;
mod mask;
pub(crate) mod recorder;
pub(crate) mod replay;
mod scrub;
mod secret;
mod store;
pub(crate) mod upstream;

/// Replaces a secret.
const HIDDEN: &str = "***";
