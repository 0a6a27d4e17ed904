//! The schema diff: every rule reports its example, no change passes silently, and findings are rendered, accepted and
//! counted.

mod accepted;
mod agreed;
mod claims;
mod completeness;
mod examples;
mod formats;
mod history;
mod hostile;
mod list;
mod metadata;
mod mirrors;
mod mutations;
mod oracle;
mod page;
mod published;
mod reader;
mod reports;
mod scaling;
mod schema;
mod verdicts;
