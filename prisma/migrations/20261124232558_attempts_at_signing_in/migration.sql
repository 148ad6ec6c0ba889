-- CreateTable
CREATE TABLE "RecentTries" (
    "keyHash" TEXT NOT NULL,
    "tries" TIMESTAMPTZ(3)[],
    "lastAt" TIMESTAMPTZ(3) NOT NULL,

    CONSTRAINT "RecentTries_pkey" PRIMARY KEY ("keyHash")
);

-- CreateIndex
CREATE INDEX "RecentTries_lastAt_idx" ON "RecentTries"("lastAt");
