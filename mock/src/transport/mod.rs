//! HTTP over TCP, with bounds on connections, sizes and time. Does not know the cloud: a [`listen::Handler`] answers.

pub(crate) mod listen;
pub(crate) mod running;
mod socket;
