//! The tests of the server over its sockets. A file here is a module of this binary: list it below.

mod admin;
mod faults;
mod go_sdk;
mod hostile;
mod modes;
mod record;
mod record_guard;
mod support;
