// Enumerations and their values.

// == enumeration-added
Look::new().keep("a").send(client).await.map(|look| look.seen.is_some())

// == enumeration-removed
let mode = Mode::from("a");
Look::new().keep("a").send(client).await.map(|_| mode == Mode::A)

// == enumeration-respelled
let mode = LookMode::from("a");
Look::new().keep("a").send(client).await.map(|_| mode == LookMode::A)

// == enumeration-renamed
Look::new().keep(Mode::A).send(client).await.map(|_| true)

// == enumeration-split
let seen: Option<Mode> = Look::new().keep("a").send(client).await?.into_inner().seen;
Ok(seen.is_some())

// == enumeration-merged
let seen: Option<Found> = Look::new().keep("a").send(client).await?.into_inner().seen;
Ok(seen.is_some())

// == enumeration-sent-otherwise
Look::new().mode(Mode::On).send(bucket).await.map(|_| true)

// == enumeration-answered-otherwise
Look::new().send(bucket).await.map(|look| look.mode == Some(Mode::On))

// == value-added
Look::new().keep(Mode::A).send(client).await.map(|_| true)

// == value-removed [unseen: enumerations are open, so the mock server accepts every value]
Look::new().keep(Mode::B).send(client).await.map(|_| true)

// == value-respelled [unseen: enumerations are open, so the mock server accepts every value]
Look::new().keep(Mode::Fast).send(client).await.map(|_| true)

// == value-renamed [unseen: enumerations are open, so the mock server accepts every value]
Look::new().keep(Mode::Fast).send(client).await.map(|_| true)

// == answered-value-added
let seen = Look::new().keep("a").send(client).await?.into_inner().seen;
Ok(matches!(seen, Some(Mode::A | Mode::UnknownValue(_))))

// == answered-value-removed
let seen = Look::new().keep("a").send(client).await?.into_inner().seen;
Ok(matches!(seen, Some(Mode::A | Mode::B)))

// == answered-value-respelled
Look::new().keep("a").send(client).await.map(|look| look.seen == Some(Mode::Fast))

// == answered-value-renamed
Look::new().keep("a").send(client).await.map(|look| look.seen == Some(Mode::Fast))
