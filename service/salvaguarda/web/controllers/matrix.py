"""The compliance matrix."""

from litestar import Response, get
from litestar.di import NamedDependency
from litestar.params import FromPath

from salvaguarda.application.show_matrix import show_matrix
from salvaguarda.domain.access import Act
from salvaguarda.domain.people import Person
from salvaguarda.web.parts import Parts
from salvaguarda.web.present_matrix import present_matrix
from salvaguarda.web.schemas.assessments import MatrixOut
from salvaguarda.web.sessions import Roles


@get(
    "/api/assessments/{assessment_id:int}/matrix",
    operation_id="get_matrix",
    summary="The compliance matrix",
    tags=["Assessments"],
    opt={"act": Act.READ},
)
async def get_matrix(
    assessment_id: FromPath[int],
    person: NamedDependency[Person],
    parts: NamedDependency[Parts],
    roles: NamedDependency[Roles],
) -> Response[MatrixOut]:
    """Provisions × criteria as the reader may see them; numbers by the one formula (docs/scoring.md)."""
    view = await parts.database.read(show_matrix, parts.sheets, assessment_id, person.id)
    return Response(present_matrix(view, person, roles))
