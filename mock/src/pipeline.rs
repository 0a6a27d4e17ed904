//! The path of one request through the cloud: signature, operation, planned fault, schema, response.

use crate::api_error::ApiError;
use crate::body::RequestBody;
use crate::fault::FaultKind;
use crate::fault::apply::WRONG_ID;
use crate::host::HostKind;
use crate::jobs::respond::{self as jobs, Query};
use crate::log::LoggedRequest;
use crate::operation::is_action;
use crate::options::Mode;
use crate::request::ReceivedRequest;
use crate::response::Response;
use crate::response::adapt::{adapt, with_headers};
use crate::response::select::select;
use crate::state::State;
use crate::target::Target;
use crate::validate::{self, check_request};
use crate::{checksum, limits, routing, signature, sts};

/// A request in progress.
#[derive(Clone, Copy)]
pub(crate) struct Pipeline<'s> {
    pub(crate) state: &'s State,
    pub(crate) request: &'s ReceivedRequest,
    pub(crate) host: &'s HostKind,
}

impl<'s> Pipeline<'s> {
    /// Answers the request, and sets the planned fault that applies to it.
    ///
    /// The signature comes first: a client without a key learns nothing about the operations.
    pub(crate) fn run(self, entry: &mut LoggedRequest, fault: &mut Option<FaultKind>) -> Result<Response, ApiError> {
        let Self { state, request, host } = self;
        self.authenticate(entry)?;
        let target = routing::find(&state.index, request, host)?;
        entry.operation = Some(target.operation.name.clone());
        *fault = state.faults.take(target.name, state.index.links.is_submission(target.id));
        entry.fault = fault.as_ref().map(ToString::to_string);
        if let Some(error) = fault.as_ref().and_then(|fault| fault.error(host)) {
            return Err(error);
        }
        if let Some(response) = fault.as_ref().and_then(FaultKind::gateway_response) {
            return Ok(response);
        }
        let body = RequestBody::read(target.operation, request);
        self.validate(target, &body, entry)?;
        let id = if *fault == Some(FaultKind::WrongRequestId) { WRONG_ID } else { &entry.request_id };
        let recording = state.options.recording.as_ref();
        if let Some(recorded) = recording.and_then(|recording| recording.response(target, request, id)) {
            return Ok(recorded);
        }
        let response = self.respond(target, &body, fault.as_ref(), id)?;
        // A document that a test selected stays as it is.
        let selected = !is_action(target.operation) && state.overrides.contains(target.name);
        Ok(if selected { with_headers(target, response) } else { adapt(target, request, &body, response) })
    }

    /// Checks size, checksum and signature of the request.
    pub(crate) fn authenticate(self, entry: &mut LoggedRequest) -> Result<(), ApiError> {
        let Self { state, request, host } = self;
        limits::check(host, request)?;
        checksum::check(host, request)?;
        let mode = state.options.signature;
        if mode == Mode::Off {
            return Ok(());
        }
        match signature::verify(&state.keys, request, host, state.now()) {
            Err(error) if mode == Mode::Warn && *host != HostKind::Unknown => {
                entry.note_error(&error);
            }
            verified => {
                verified?;
                entry.signature_good = true;
            }
        }
        Ok(())
    }

    fn validate(self, target: Target<'_>, body: &RequestBody, entry: &mut LoggedRequest) -> Result<(), ApiError> {
        let mode = self.state.options.validate;
        if mode == Mode::Off {
            return Ok(());
        }
        let findings = check_request(target, self.request, body);
        findings.notes.iter().for_each(|note| entry.note(&note.to_string()));
        let error = validate::codes::error(self.host, &findings.violations);
        entry.violations = findings.violations;
        match error {
            Some(error) if mode == Mode::Strict => Err(error),
            error => {
                error.iter().for_each(|error| entry.note_error(error));
                Ok(())
            }
        }
    }

    /// Answers a valid request: with temporary credentials, the state of a job, an example, or generated values.
    fn respond(
        self,
        target: Target<'s>,
        body: &RequestBody,
        fault: Option<&FaultKind>,
        id: &str,
    ) -> Result<Response, ApiError> {
        let Self { state, request, host } = self;
        let State { overrides, options, .. } = state;
        if !overrides.contains(target.name) {
            if let Some(issued) = sts::respond(state, target, body, id) {
                return Ok(issued);
            }
            match jobs::query(state, target, request, body) {
                Query::Found(template) => return Ok(template.render(id)),
                Query::UnknownJob(job) if options.strict_jobs => return jobs::unknown_job(target, host, &job, id),
                Query::UnknownJob(_) | Query::NotApplicable => {}
            }
        }
        let example = select(target, request, body, overrides);
        let failure = fault.and_then(FaultKind::job_failure);
        let submitted = jobs::submit(state, target, request, body, example, failure);
        let template = submitted.as_ref().or(example.map(|example| &example.template));
        Ok(template.unwrap_or(&target.prepared.generated).render(id))
    }
}
