-- CreateTable
CREATE TABLE "DrawnVariant" (
    "revisionId" UUID NOT NULL,
    "number" INTEGER NOT NULL,
    "model" TEXT NOT NULL,
    "createdAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "DrawnVariant_pkey" PRIMARY KEY ("revisionId","number")
);

-- AddForeignKey
ALTER TABLE "DrawnVariant" ADD CONSTRAINT "DrawnVariant_revisionId_fkey" FOREIGN KEY ("revisionId") REFERENCES "ExerciseRevision"("id") ON DELETE CASCADE ON UPDATE CASCADE;
