-- CreateTable
CREATE TABLE "EarlierVerdict" (
    "submissionId" UUID NOT NULL,
    "replacedAt" TIMESTAMPTZ(3) NOT NULL,
    "verdict" JSONB NOT NULL,
    "score" DOUBLE PRECISION NOT NULL,
    "checkerVersion" INTEGER NOT NULL,

    CONSTRAINT "EarlierVerdict_pkey" PRIMARY KEY ("submissionId","replacedAt")
);

-- CreateTable
CREATE TABLE "SigningKey" (
    "generation" INTEGER NOT NULL,
    "publicKey" TEXT NOT NULL,
    "privateKey" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SigningKey_pkey" PRIMARY KEY ("generation")
);

-- AddForeignKey
ALTER TABLE "EarlierVerdict" ADD CONSTRAINT "EarlierVerdict_submissionId_fkey" FOREIGN KEY ("submissionId") REFERENCES "Submission"("id") ON DELETE CASCADE ON UPDATE CASCADE;
