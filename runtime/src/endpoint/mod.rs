//! The host under which a service or a bucket is reached.

mod address;
mod gateway;
mod hosts;
mod resolved;
mod template;
#[cfg(test)]
mod tests;

pub(crate) use gateway::Gateway;
pub use hosts::Endpoint;
pub(crate) use resolved::ResolvedEndpoint;
