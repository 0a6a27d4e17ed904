//! The way of one request through the cloud: who sent it, what it is for, whether it fits, what it is answered.

use crate::answer::{self, Answer};
use crate::body::Body;
use crate::cloud::Cloud;
use crate::fault::{self, Kind};
use crate::host::Place;
use crate::jobs::{self, Polled};
use crate::limits;
use crate::log::LoggedRequest;
use crate::options::Mode;
use crate::received::Received;
use crate::refusal::Refusal;
use crate::route::{self, Target};
use crate::validate;

/// A request and where it is.
#[derive(Clone, Copy)]
pub(crate) struct Case<'c> {
    pub(crate) cloud: &'c Cloud,
    pub(crate) request: &'c Received,
    pub(crate) place: &'c Place,
}

impl<'c> Case<'c> {
    /// Answers it. Whoever is not known learns nothing, so the signature comes first.
    pub(crate) fn serve(self, seen: &mut LoggedRequest, fault: &mut Option<Kind>) -> Result<Answer, Refusal> {
        let Self { cloud, request, place } = self;
        self.admit(seen)?;
        let target = route::find(&cloud.book, request, place)?;
        seen.operation = Some(target.operation.name.clone());
        *fault = cloud.plans.take(target.name, cloud.book.links.submits(target.at));
        seen.fault = fault.as_ref().map(ToString::to_string);
        if let Some(refusal) = fault.as_ref().and_then(|fault| fault.refusal(place)) {
            return Err(refusal);
        }
        if let Some(answer) = fault.as_ref().and_then(Kind::gateway) {
            return Ok(answer);
        }
        let body = Body::read(target, request);
        self.validate(target, &body, seen)?;
        let id = if *fault == Some(Kind::WrongRequestId) { fault::ANOTHER_ID } else { &seen.request_id };
        match cloud.options.tape.as_ref().and_then(|tape| tape.answer(target, request, id)) {
            Some(recorded) => Ok(recorded),
            None => {
                let answer = self.decide(target, &body, fault.as_ref(), id)?;
                Ok(answer::part(target.operation, &body, answer))
            }
        }
    }

    /// Whether whoever sent the request may go on.
    pub(crate) fn admit(self, seen: &mut LoggedRequest) -> Result<(), Refusal> {
        let Self { cloud, request, place } = self;
        limits::check(place, request)?;
        let mode = cloud.options.signature;
        if mode == Mode::Off {
            return Ok(());
        }
        match cloud.keys.verify(request, place, cloud.now()) {
            Err(refusal) if mode == Mode::Warn && *place != Place::Nowhere => {
                seen.note(&format!("{}: {}", refusal.code(), refusal.message()));
            }
            verified => {
                verified?;
                seen.signature_good = true;
            }
        }
        Ok(())
    }

    fn validate(self, target: Target<'_>, body: &Body, seen: &mut LoggedRequest) -> Result<(), Refusal> {
        let mode = self.cloud.options.validate;
        if mode == Mode::Off {
            return Ok(());
        }
        let findings = validate::check(target, self.request, body);
        findings.notes.iter().for_each(|note| seen.note(note));
        let refusal = validate::refusal(self.place, &findings.violations);
        seen.violations = findings.violations;
        match refusal {
            Some(refusal) if mode == Mode::Strict => Err(refusal),
            refusal => {
                refusal.into_iter().for_each(|it| seen.note(&format!("{}: {}", it.code(), it.message())));
                Ok(())
            }
        }
    }

    /// What a request that is as it should be is answered.
    fn decide(self, target: Target<'c>, body: &Body, fault: Option<&Kind>, id: &str) -> Result<Answer, Refusal> {
        let Self { cloud: Cloud { book, jobs, choice, options, .. }, request, place } = self;
        if !choice.has(&target.operation.name) {
            match jobs::poll(book, jobs, target, request, body, options.seed) {
                Polled::Answer(template) => return Ok(template.render(id)),
                Polled::Unknown(job) if options.strict_jobs => return jobs::unknown(target, place, &job, id),
                Polled::Unknown(_) | Polled::NoQuery => {}
            }
        }
        let sample = answer::choose(target, request, body, choice);
        let submitted = jobs::submit(book, jobs, target, sample, fault.and_then(Kind::failure), options.seed);
        let template = submitted.as_ref().or(sample.map(|sample| &sample.template));
        Ok(template.unwrap_or(&target.prepared.made).render(id))
    }
}
