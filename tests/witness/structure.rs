// Structures.

// == structure-added
Look::new().keep("a").send(client).await.map(|look| look.seen.is_some())

// == structure-removed
let area = Area::default();
Look::new().keep("a").send(client).await.map(|_| area.width.is_none())

// == structure-respelled
let area = AreaBox::default();
Look::new().keep("a").send(client).await.map(|_| area.width.is_none())

// == structure-renamed
Look::new().keep("a").area(BoxShape::new().width(5).height(5)).send(client).await.map(|_| true)

// == structure-split
Look::new().keep("a").b(One::new().width(5).height(5)).send(client).await.map(|_| true)

// == structure-merged
Look::new().keep("a").b(Two::new().width(5).height(5)).send(client).await.map(|_| true)

// == structure-not-sent
let area = Area::new().width(5);
let peek = Peek::new().send(client).await?;
Ok(peek.area.is_some() && area.width.is_some())

// == structure-sent
let area: Option<Area> = Peek::new().send(client).await?.into_inner().area;
Ok(area.is_some())

// == structure-use-changed
Peek::new().area(Area::new().width(5)).send(client).await.map(|_| true)

// == structure-posted
let posted = Posted::default();
Ok(posted.id.is_none())

// == structure-not-posted
let posted = Posted::read_callback(br#"{"Id":"1"}"#)?;
Ok(posted.id.is_some())

// == one-of-tightened
Look::new().keep("a").size(5).send(client).await.map(|_| true)

// == one-of-loosened
Look::new().keep("a").send(client).await.map(|_| true)

// == together-tightened
Look::new().keep("a").send(client).await.map(|_| true)

// == together-loosened
Look::new().keep("a").size(5).send(client).await.map(|_| true)

// == groups-of-answer-changed
Look::new().keep("a").send(client).await.map(|look| look.seen.is_some() && look.size.is_some())

// == some-of-tightened
Look::new().send(client).await.map(|_| true)

// == some-of-loosened
Look::new().keep("a").send(client).await.map(|_| true)

// == condition-tightened
Look::new().mode("large").send(bucket).await.map(|_| true)

// == condition-loosened
Look::new().mode("large").size("9").send(bucket).await.map(|_| true)

// == alternatives-member-changed
let look = Look::new().node(Round::new().radius(5)).send(bucket).await?.into_inner();
Ok(matches!(look.node, Some(Node::Round(_))))

// == structure-became-alternatives
Look::new().node(Node::new().radius(5)).send(bucket).await.map(|look| look.node.is_some())

// == structure-opened
Look::new().node(Node::new().radius(5)).send(bucket).await.map(|look| look.node.is_some())

// == structure-closed
let look = Look::new().node(Node::new().radius(5)).send(bucket).await?.into_inner();
Ok(look.node.is_some_and(|node| node.other.is_empty()))
