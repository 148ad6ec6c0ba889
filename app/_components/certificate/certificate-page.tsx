import type { CertificateView } from "#lib/progress/select-certificate.ts";
import { inOrder } from "../in-order.ts";
import { Day } from "./day.tsx";

export function certificatePath(code: string): string {
  return `/certificate/${code}`;
}

interface CertificatePageProps {
  readonly certificate: CertificateView;
  /** Its full address, to be typed in from paper. */
  readonly address: string;
}

/** A certificate as it is shown to everybody and printed. It says what was solved, and what it cannot say: who solved it. */
export function CertificatePage({ certificate, address }: CertificatePageProps) {
  const { code, course, issuedAt } = certificate;
  if (certificate.isRevoked)
    return (
      <div className="column">
        <p className="eyebrow">Certificate {inGroups(code)}</p>
        <h1 className="page-title">This certificate was revoked</h1>
        <p className="lede mt-4">
          It was issued for the course “{course}” on <Day at={issuedAt} />, and revoked by an admin of this site on{" "}
          <Day at={certificate.revokedAt} />. It is not valid any more.
        </p>
      </div>
    );
  const { name, courseRevision, solved } = certificate;
  return (
    <article className="certificate">
      <header>
        <p className="certificate-kind">Chainrule · Certificate</p>
        <h1 className="certificate-name">{name}</h1>
        <p className="certificate-line">has solved every required exercise of the course</p>
        <p className="certificate-course">{course}</p>
        <p className="certificate-line">
          <Day at={issuedAt} />{" "}
          <span className="certificate-revision">course revision {courseRevision.slice(0, 12)}</span>
        </p>
      </header>
      <section aria-labelledby="solved">
        <h2 id="solved">Solved by then</h2>
        <ul className="certificate-solved">
          {inOrder(solved).map(({ key, part: title }) => (
            <li key={key}>{title}</li>
          ))}
        </ul>
      </section>
      <p className="certificate-note">
        Nobody watched while this was done. Each answer was checked by the engine of this site, as a number or a
        formula; who worked it out, and with what help, it cannot tell.
      </p>
      <footer>
        <p>
          Whether it still holds is said at <span className="certificate-address">{address}</span>
        </p>
        <p className="certificate-code">{inGroups(code)}</p>
      </footer>
    </article>
  );
}

/** Four signs at a time are read off more easily; the address takes them with or without hyphens. */
function inGroups(code: string): string {
  return code.match(/.{1,4}/g)?.join("-") ?? code;
}
