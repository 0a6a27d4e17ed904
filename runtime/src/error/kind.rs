//! Kinds of failure.

/// What went wrong, roughly.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash)]
#[non_exhaustive]
pub enum ErrorKind {
    /// The input or a setting cannot be sent; nothing was.
    InvalidInput,
    /// There are no credentials, or they are malformed; nothing was sent.
    Credentials,
    /// The service could not be reached, or the connection broke.
    Connection,
    /// It took too long.
    Timeout,
    /// The service answered with an error.
    Service,
    /// The answer is not what the service promises.
    Decode,
    /// The answer is larger than the client reads.
    TooLarge,
}
