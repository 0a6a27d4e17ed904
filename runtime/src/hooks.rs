//! Runs the interceptors of a client on an attempt of a call.

use std::time::Duration;

use crate::answer::ResponseFacts;
use crate::endpoint::ResolvedEndpoint;
use crate::headers::Headers;
use crate::interceptor::{AfterAttempt, BeforeSigning, BoxError, CallFacts};
use crate::prepared::Prepared;
use crate::{Error, ErrorKind};

/// Shows an unsigned request to all interceptors.
pub(crate) fn before_signing(
    call: &Prepared,
    attempt: u32,
    endpoint: &ResolvedEndpoint,
    headers: &mut Headers,
) -> Result<(), Error> {
    let interceptors = &call.shared.interceptors;
    if interceptors.is_empty() {
        return Ok(());
    }
    let uri = endpoint.address(&call.parts.target(), None);
    let invalid = |error| Error::new(ErrorKind::InvalidInput, "the input does not form a valid URI").caused_by(error);
    let (method, uri) = (call.parts.method, uri.map_err(invalid)?);
    let mut request = BeforeSigning { call: facts(call, attempt), method, uri, headers };
    interceptors.iter().try_for_each(|interceptor| interceptor.before_signing(&mut request)).map_err(stopped)
}

fn stopped(error: BoxError) -> Error {
    match error.downcast::<Error>() {
        Ok(error) => *error,
        Err(error) => {
            let message = format!("an interceptor stopped the call: {error}");
            Error::new(ErrorKind::InvalidInput, message).caused_by(error)
        }
    }
}

/// Shows the outcome of an attempt to all interceptors.
pub(crate) fn after_attempt(call: &Prepared, attempt: u32, elapsed: Duration, outcome: Result<&ResponseFacts, &Error>) {
    let outcome = AfterAttempt { call: facts(call, attempt), elapsed, outcome };
    call.shared.interceptors.iter().for_each(|interceptor| interceptor.after_attempt(&outcome));
}

fn facts(call: &Prepared, attempt: u32) -> CallFacts<'_> {
    CallFacts {
        service: call.service(),
        operation: &call.meta.name,
        region: call.region.as_deref(),
        bucket: call.bucket.as_deref(),
        attempt,
    }
}
