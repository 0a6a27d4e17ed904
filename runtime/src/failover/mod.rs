//! Failover: attempts go to a backup endpoint while a host fails.
//!
//! It only chooses the host of an attempt. Whether a call may be sent again is decided as without it, so a call that the
//! service may have accepted does not reach the backup endpoint either.

mod breaker;
mod policy;
mod switch;

pub use self::policy::Failover;
pub(crate) use self::switch::Switch;
