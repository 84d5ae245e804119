//! Areas to avoid: publishing, moving and withdrawing them. Their details stay with whoever publishes them.

use hyper::{Method, StatusCode};
use tansiq_wire::f3548::{ChangeConstraintReferenceResponse, Constraint, ConstraintDetails, PutConstraintReferenceParameters};

use super::{Play, Problem, differs};
use crate::fact::Fact;
use crate::message::to_wire;
use crate::scenario::MoveConstraint;
use crate::shape::{Shift, shifted};

impl<'a> Play<'a> {
    pub(super) async fn publish(&mut self, id: &str) -> Result<Fact, Problem> {
        if self.areas[id].ovn.is_some() {
            return differs(format!("{id} is published already"));
        }
        let told = self.put_area(id).await?;
        Ok(Fact::Published { constraint: id.to_owned(), told })
    }

    pub(super) async fn move_area(&mut self, step: &MoveConstraint) -> Result<Fact, Problem> {
        let id = &step.constraint;
        let area = self.areas.get_mut(id).expect("every area has a state");
        if area.ovn.is_none() {
            return differs(format!("{id} is not published"));
        }
        area.volumes = shifted(&area.volumes, &Shift::from(&step.to));
        let told = self.put_area(id).await?;
        Ok(Fact::AreaMoved { constraint: id.clone(), told })
    }

    pub(super) async fn withdraw(&mut self, id: &str) -> Result<Fact, Problem> {
        let party = self.publisher(id);
        let area = &self.areas[id];
        let entity = area.entity.clone();
        let Some(ovn) = &area.ovn else {
            return differs(format!("{id} is not published"));
        };
        let path = format!("constraint_references/{entity}/{ovn}");
        let answer = self.dss(party, Method::DELETE, &path, None::<&()>).await?;
        let change: ChangeConstraintReferenceResponse = answer.read(StatusCode::OK)?;
        self.parties[party].papers.open().areas.remove(&entity);
        let told = self.tell_of_area(party, &entity, None, &change.subscribers).await?;
        let area = self.areas.get_mut(id).expect("every area has a state");
        area.ovn = None;
        area.told.clone_from(&told);
        Ok(Fact::Withdrawn { constraint: id.to_owned(), told })
    }

    async fn put_area(&mut self, id: &str) -> Result<Vec<String>, Problem> {
        let party = self.publisher(id);
        let area = &self.areas[id];
        let entity = area.entity.clone();
        let (path, success) = match &area.ovn {
            Some(ovn) => (format!("constraint_references/{entity}/{ovn}"), StatusCode::OK),
            None => (format!("constraint_references/{entity}"), StatusCode::CREATED),
        };
        let volumes = to_wire(&area.volumes);
        let body =
            PutConstraintReferenceParameters { extents: volumes.clone(), uss_base_url: self.parties[party].base_url.clone() };
        let answer = self.dss(party, Method::PUT, &path, Some(&body)).await?;
        let change: ChangeConstraintReferenceResponse = answer.read(success)?;
        let ovn = change.constraint_reference.ovn.clone();
        let published = Constraint {
            reference: change.constraint_reference,
            details: ConstraintDetails { volumes, r#type: self.scenario.area(id).map(|area| area.kind.clone()), geozone: None },
        };
        self.parties[party].papers.open().areas.insert(entity.clone(), published.clone());
        let told = self.tell_of_area(party, &entity, Some(published), &change.subscribers).await?;
        let area = self.areas.get_mut(id).expect("every area has a state");
        area.ovn = ovn;
        area.told.clone_from(&told);
        Ok(told)
    }

    fn publisher(&self, id: &str) -> &'a str {
        let area = self.scenario.area(id);
        &area.expect("a checked scenario names only its own areas").party
    }
}
