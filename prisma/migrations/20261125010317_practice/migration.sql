-- AlterTable
ALTER TABLE "Attempt" ADD COLUMN     "draft" JSONB,
ADD COLUMN     "draftedAt" TIMESTAMPTZ(3),
ADD COLUMN     "gaveUpAt" TIMESTAMPTZ(3);

-- AlterTable
ALTER TABLE "Completion" ADD COLUMN     "attemptsUsed" INTEGER NOT NULL DEFAULT 0,
ADD COLUMN     "lastScore" DOUBLE PRECISION NOT NULL DEFAULT 0;

-- CreateTable
CREATE TABLE "SegmentRead" (
    "learnerId" UUID NOT NULL,
    "lessonId" UUID NOT NULL,
    "ordinal" INTEGER NOT NULL,
    "readAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "SegmentRead_pkey" PRIMARY KEY ("learnerId","lessonId","ordinal")
);

-- CreateTable
CREATE TABLE "Certificate" (
    "code" TEXT NOT NULL,
    "learnerId" UUID NOT NULL,
    "courseId" UUID NOT NULL,
    "name" TEXT NOT NULL,
    "courseRevision" TEXT NOT NULL,
    "issuedAt" TIMESTAMPTZ(3) NOT NULL,
    "revokedAt" TIMESTAMPTZ(3),
    "revokedBy" TEXT,
    "revokedFor" TEXT,

    CONSTRAINT "Certificate_pkey" PRIMARY KEY ("code")
);

-- CreateTable
CREATE TABLE "HintTaken" (
    "attemptId" UUID NOT NULL,
    "blank" TEXT NOT NULL,
    "layer" INTEGER NOT NULL,
    "takenAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "HintTaken_pkey" PRIMARY KEY ("attemptId","blank","layer")
);

-- CreateTable
CREATE TABLE "FirstTry" (
    "attemptId" UUID NOT NULL,
    "blank" TEXT NOT NULL,
    "isRight" BOOLEAN NOT NULL,
    "diagnosis" TEXT,
    "triedAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "FirstTry_pkey" PRIMARY KEY ("attemptId","blank")
);

-- CreateIndex
CREATE UNIQUE INDEX "Certificate_learnerId_courseId_key" ON "Certificate"("learnerId", "courseId");

-- AddForeignKey
ALTER TABLE "SegmentRead" ADD CONSTRAINT "SegmentRead_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "SegmentRead" ADD CONSTRAINT "SegmentRead_lessonId_fkey" FOREIGN KEY ("lessonId") REFERENCES "Lesson"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Certificate" ADD CONSTRAINT "Certificate_learnerId_fkey" FOREIGN KEY ("learnerId") REFERENCES "Learner"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "Certificate" ADD CONSTRAINT "Certificate_courseId_fkey" FOREIGN KEY ("courseId") REFERENCES "Course"("id") ON DELETE RESTRICT ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "HintTaken" ADD CONSTRAINT "HintTaken_attemptId_fkey" FOREIGN KEY ("attemptId") REFERENCES "Attempt"("id") ON DELETE CASCADE ON UPDATE CASCADE;

-- AddForeignKey
ALTER TABLE "FirstTry" ADD CONSTRAINT "FirstTry_attemptId_fkey" FOREIGN KEY ("attemptId") REFERENCES "Attempt"("id") ON DELETE CASCADE ON UPDATE CASCADE;
