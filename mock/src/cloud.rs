//! Answers requests without a socket.

use std::fmt;

use bytes::Bytes;
use codegen_model::Model;
use tencentcloud_runtime::Credentials;

use crate::admin;
use crate::fault::apply::corrupt;
use crate::fault::plans::{PlannedFault, UnknownOperation};
use crate::fault::{Fault, FaultKind};
use crate::host::HostKind;
use crate::limits::BodyError;
use crate::log::LoggedRequest;
use crate::options::Options;
use crate::pipeline::Pipeline;
use crate::reply::{ConnectionReset, Ending, Reply, ReplyBody};
use crate::request::ReceivedRequest;
use crate::response::overrides::NoSuchExample;
use crate::state::{State, refuse, with_headers};
use crate::transport::listen::Handler;

/// The cloud as the schemas describe it, without a socket.
///
/// ```
/// use mock::{Cloud, Credentials, Options};
///
/// let schemas = concat!(env!("CARGO_MANIFEST_DIR"), "/../schemas");
/// let model = codegen_model::load(schemas.as_ref(), &[]).model.expect("valid schemas");
/// let cloud = Cloud::new(model, [Credentials::new("AKIDEXAMPLE", "example")], Options::default());
/// let request = http::Request::get("/").header("host", "ims.tencentcloudapi.com").body(Default::default());
/// let reply = cloud.respond(request.expect("a request"));
/// assert!(reply.response.body().starts_with(b"{\"Response\":{\"Error\":"), "the request is not signed");
/// ```
pub struct Cloud(State);

impl Cloud {
    /// Returns a cloud that accepts these keys and has the services of `model`.
    pub fn new(model: Model, credentials: impl IntoIterator<Item = Credentials>, options: Options) -> Self {
        Self(State::new(model, credentials, options))
    }

    /// Answers a request. The [`Reply`] states delay and ending of a planned fault, which the caller carries out.
    pub fn respond(&self, request: http::Request<Bytes>) -> Reply {
        let request = ReceivedRequest::from(request);
        let host = HostKind::of(&request.host);
        if let Some(response) = admin::respond(&self.0, &host, &request) {
            return response.into();
        }
        let (mut entry, mut fault) = (self.0.entry(&request), None);
        let pipeline = Pipeline { state: &self.0, request: &request, host: &host };
        let response = match pipeline.run(&mut entry, &mut fault) {
            Ok(response) => with_headers(response, &host, &entry.request_id),
            Err(error) => refuse(error, &host, &request, &mut entry),
        };
        self.0.log(entry, &response);
        reply(response, fault.as_ref())
    }

    /// Answers a request, and carries out delay and ending of a planned fault.
    ///
    /// # Errors
    ///
    /// Returns an error if a fault resets the connection before the response.
    pub async fn play(&self, request: http::Request<Bytes>) -> Result<http::Response<ReplyBody>, ConnectionReset> {
        self.respond(request).play().await
    }

    /// Returns the requests in the order of their responses. The latest 10,000 are kept.
    pub fn requests(&self) -> Vec<LoggedRequest> {
        self.0.log.all()
    }

    /// Clears the log of requests.
    pub fn clear_requests(&self) {
        self.0.log.clear();
    }

    /// Answers an operation with the example of this title from now on, whatever the request. The name of the operation
    /// may begin with that of its service: `ims:ImageModeration`.
    ///
    /// # Errors
    ///
    /// Returns an error if the operation has no such example.
    pub fn answer_with(&self, operation: &str, title: &str) -> Result<(), NoSuchExample> {
        self.0.overrides.set(&self.0.index.model, operation, title)
    }

    /// Plans a fault for the next requests.
    ///
    /// # Errors
    ///
    /// Returns an error if the schemas have no such operation.
    pub fn plan(&self, fault: Fault) -> Result<(), UnknownOperation> {
        self.0.faults.add(&self.0.index, vec![fault]).map(drop)
    }

    /// Returns the planned faults, with the number of requests that each has affected.
    pub fn faults(&self) -> Vec<PlannedFault> {
        self.0.faults.all()
    }

    /// Clears the planned faults.
    pub fn clear_faults(&self) {
        self.0.faults.clear();
    }
}

impl Handler for Cloud {
    async fn handle(&self, request: http::Request<Bytes>) -> Reply {
        self.respond(request)
    }

    fn refuse(&self, request: http::Request<Bytes>, error: BodyError) -> Reply {
        self.0.refuse_body(request, error).into()
    }
}

impl fmt::Debug for Cloud {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.debug_struct("Cloud").field("options", &self.0.options).finish_non_exhaustive()
    }
}

fn reply(mut response: http::Response<Bytes>, fault: Option<&FaultKind>) -> Reply {
    if fault.is_some_and(FaultKind::corrupts_body) {
        *response.body_mut() = corrupt(response.body());
    }
    let ending = fault.map_or(Ending::Whole, |fault| fault.ending(response.body().len()));
    Reply { ending, delay: fault.map(FaultKind::delay).unwrap_or_default(), response }
}
