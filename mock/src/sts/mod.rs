//! The built-in operation `AssumeRole` of the service `sts`.

pub(crate) mod descriptor;
mod respond;
#[cfg(test)]
mod tests;

pub(crate) use respond::respond;
